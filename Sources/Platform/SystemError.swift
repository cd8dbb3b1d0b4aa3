// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// A call of the operating system that failed.
package struct SystemError: Error, Equatable, Sendable {
    /// The error's number, as `errno` has it.
    package let code: Int32
    /// The call that failed, such as `open`.
    package let call: String
    /// The file or directory it was about; nil if it was about none.
    package let path: String?

    /// An error known by its number.
    ///
    /// - Parameters:
    ///   - code: A value of `errno`.
    ///   - call: The call that failed.
    ///   - path: The file it was about.
    package init(code: Int32, call: String, path: String? = nil) {
        self.code = code
        self.call = call
        self.path = path
    }

    /// The error that the last call of the C library left in `errno`.
    static func last(_ call: String, _ path: String? = nil) -> SystemError {
        SystemError(code: errno, call: call, path: path)
    }

    /// Whether a file or directory is absent, rather than in trouble.
    package var isNotFound: Bool { code == ENOENT || code == ENOTDIR }

    /// Whether the disk, the quota or the file size limit of this process is used up.
    package var isOutOfSpace: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }
}

extension SystemError: CustomStringConvertible {
    /// The error as prose: `cannot open /etc/x: Permission denied`.
    package var description: String {
        let about = path.map { " \($0)" } ?? ""
        return "cannot \(call)\(about): \(SystemError.text(of: code))"
    }

    /// The C library's words for an error number.
    ///
    /// - Parameter code: A value of `errno`.
    /// - Returns: English text; `error N` for a number that it doesn't know.
    package static func text(of code: Int32) -> String {
        guard let text = unsafe cplatform_error_text(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}
