// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The running process and its program.
package enum OwnProcess {
    /// The arguments of the program, without its name; nil if it was started without a name.
    ///
    /// Swift's `CommandLine` reads them from /proc, and is empty if that fails. Bytes that are not
    /// UTF-8 are replaced by U+FFFD.
    package static var arguments: [String]? {
        var count: Int32 = 0
        guard let values = unsafe cplatform_arguments(&count), count > 0 else { return nil }
        return (1..<Int(count)).compactMap { index in
            unsafe values[index].map { text in unsafe String(cString: text) }
        }
    }

    /// Executes this program again, with the same arguments and only this environment.
    ///
    /// Code that reads the environment before `main`, such as the Swift runtime, then sees the new
    /// one. If the kernel does not allow starting a program, the environment of this process is
    /// replaced instead, and the call returns.
    ///
    /// - Parameter environment: Names and values.
    package static func restart(environment: [(String, String)]) {
        let variables = unsafe CStringVector(environment.map { "\($0)=\($1)" })
        defer { unsafe variables.free() }
        var count: Int32 = 0
        _ = unsafe execve("/proc/self/exe", cplatform_arguments(&count), variables.pointers)
        clearenv()
        for (name, value) in environment { _ = unsafe setenv(name, value, 1) }
    }

    /// The path of the program, with symbolic links resolved.
    ///
    /// - Throws: A `SystemError` if the path cannot be determined.
    package static var programPath: String {
        get throws(SystemError) { try FileSystem.realPath("/proc/self/exe") }
    }
}
