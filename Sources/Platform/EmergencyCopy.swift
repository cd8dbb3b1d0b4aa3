// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Saves the message if the program itself crashes: a Swift trap, `abort()`, a damaged heap.
///
/// If a process is killed by a signal, Exim and OpenSMTPD bounce the mail. After ``install()`` a
/// crash ends with exit status 75 (try again) instead. While a message is armed, a crash saves it
/// in the emergency directory and the status is 0. After ``disarm()`` the message is in the store
/// and the status is 0.
///
/// The handler is written in C (for the reasons in `emergency.c`), has its own stack and uses only
/// write-protected memory. It serves the thread that called ``install()``.
package enum EmergencyCopy {
    /// The suffix of the file names of saved messages.
    package static let fileNameSuffix = ".emergency"

    /// Installs a handler for the signals that traps raise.
    ///
    /// - Throws: A `SystemError` if the kernel refuses; then a trap kills the process as usual.
    package static func install() throws(SystemError) {
        guard cplatform_install_emergency() == 0 else {
            throw SystemError.last("install the emergency handler")
        }
    }

    /// Makes a trap save the message from now on.
    ///
    /// The file is named `<microseconds>.<process>.emergency` and has mode 0600. It appears
    /// complete or not at all: it is synced and renamed, and the directory is synced.
    ///
    /// - Parameters:
    ///   - directory: The directory of the file; created (0700) if its parent exists.
    ///   - preamble: The bytes before the message: see ``EmergencyFile``.
    ///   - message: The complete message, kept until the process exits.
    ///   - clock: The clock for the time in the file name.
    /// - Throws: A `SystemError` if the directory cannot be created or opened; a trap then still
    ///   ends with status 75.
    package static func arm(
        directory: String, preamble: [UInt8], message: MessageBuffer, clock: Clock = .system
    ) throws(SystemError) {
        let opened = try open(directory)
        let name = "\(clock.now()).\(getpid())\(fileNameSuffix)"
        let failed = unsafe preamble.withUnsafeBytes { preamble in
            unsafe cplatform_arm_emergency(
                opened, name, preamble.baseAddress, preamble.count, message.address, message.count)
        }
        guard failed == 0 else {
            let error = SystemError.last("arm the emergency handler", directory)
            close(opened)
            throw error
        }
        unsafe _ = Unmanaged.passRetained(message)
    }

    /// Makes a trap exit with status 0 from now on, because the message is committed.
    package static func disarm() {
        cplatform_disarm_emergency()
    }

    /// Opens the directory, so that the handler needs neither its path nor permission to search it.
    private static func open(_ directory: String) throws(SystemError) -> Int32 {
        let flags = O_RDONLY | O_DIRECTORY
        var opened = unsafe cplatform_open(directory, flags, 0)
        if opened < 0 && errno == ENOENT {
            // Another delivery may create the directory at the same time: only opening it must
            // succeed.
            _ = unsafe mkdir(directory, 0o700)
            opened = unsafe cplatform_open(directory, flags, 0)
        }
        guard opened >= 0 else { throw SystemError.last("open the emergency directory", directory) }
        return opened
    }
}
