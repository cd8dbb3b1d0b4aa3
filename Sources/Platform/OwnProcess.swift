// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// The running process and its program.
package enum OwnProcess {
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
        _ = unsafe execve("/proc/self/exe", CommandLine.unsafeArgv, variables.pointers)
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
