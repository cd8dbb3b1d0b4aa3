// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A failed call of the operating system.
package struct SystemError: Error, Equatable, Sendable {
    /// The error number, a value of `errno`.
    package let code: Int32
    /// The failed call, such as `open`.
    package let call: String
    /// The affected file or directory; nil if there is none.
    package let path: String?

    /// Creates an error from an error number.
    ///
    /// - Parameters:
    ///   - code: A value of `errno`.
    ///   - call: The failed call.
    ///   - path: The affected file or directory.
    package init(code: Int32, call: String, path: String? = nil) {
        self.code = code
        self.call = call
        self.path = path
    }

    /// Creates an error from `errno`, which the last call of the C library set.
    static func last(_ call: String, _ path: String? = nil) -> SystemError {
        SystemError(code: errno, call: call, path: path)
    }

    /// Whether the file or directory does not exist.
    package var isNotFound: Bool { code == ENOENT || code == ENOTDIR }

    /// Whether the process lacks a permission, or the file system is read-only.
    package var isPermissionDenied: Bool { code == EPERM || code == EACCES || code == EROFS }

    /// Whether the disk is full, or the quota or the file size limit of this process is reached.
    package var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }
}

extension SystemError: CustomStringConvertible {
    /// A human-readable message: `cannot open /etc/x: Permission denied`.
    package var description: String {
        let about = path.map { " \($0)" } ?? ""
        return "cannot \(call)\(about): \(SystemError.text(of: code))"
    }

    /// Returns the C library's text for an error number.
    ///
    /// - Parameter code: A value of `errno`.
    /// - Returns: English text; `error N` for an unknown number.
    package static func text(of code: Int32) -> String {
        guard let text = unsafe cplatform_error_text(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}
