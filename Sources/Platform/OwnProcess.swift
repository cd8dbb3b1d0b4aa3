// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// This process and what it was started with.
package enum OwnProcess {
    /// Starts this program afresh, with the same arguments and this environment alone.
    ///
    /// What read the old environment before `main`, such as the language's runtime, reads the new one.
    /// Where no program may be started, the environment of this process is replaced instead, and
    /// the call returns.
    ///
    /// - Parameter environment: Names and values.
    package static func restart(environment: [(String, String)]) {
        let variables = unsafe CStringVector(environment.map { "\($0)=\($1)" })
        defer { unsafe variables.free() }
        _ = unsafe execve("/proc/self/exe", CommandLine.unsafeArgv, variables.pointers)
        clearenv()
        for (name, value) in environment { _ = unsafe setenv(name, value, 1) }
    }

    /// The path of the program, without links.
    ///
    /// - Throws: When the system doesn't tell.
    package static var programPath: String {
        get throws(SystemError) { try FileSystem.realPath("/proc/self/exe") }
    }
}
