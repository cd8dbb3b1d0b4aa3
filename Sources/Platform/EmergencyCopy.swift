// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// The way out when the program itself fails: a Swift trap, `abort()`, a damaged heap.
///
/// A process that dies by a signal makes Exim and OpenSMTPD bounce the mail. From ``install()`` on
/// such an end is exit status 75 (try again); while a message is armed it is written to the
/// emergency directory and the status is 0; after ``disarm()`` the message is in the store and the
/// status is 0.
///
/// The handler is C (`emergency.c` says why), has a stack of its own and knows only memory that is
/// write-protected by then. It serves the thread that called ``install()``.
package enum EmergencyCopy {
    /// The end of the name of a saved message's file.
    package static let fileNameSuffix = ".emergency"

    /// Catches the signals that traps end in.
    ///
    /// - Throws: When the kernel refuses; then a trap kills as usual.
    package static func install() throws(SystemError) {
        guard cplatform_install_emergency() == 0 else {
            throw SystemError.last("install the emergency handler")
        }
    }

    /// Has a trap save the message from now on.
    ///
    /// The file is named `<microseconds>.<process>.emergency`, is 0600 and appears complete or not
    /// at all: it is synced, renamed, and the directory is synced.
    ///
    /// - Parameters:
    ///   - directory: Where the file goes; made (0700) if only the directory itself is missing.
    ///   - preamble: What the file begins with: see ``EmergencyFile``.
    ///   - message: The complete message, kept alive for the life of the process.
    ///   - clock: Gives the time in the file's name.
    /// - Throws: When the directory can't be made or opened; a trap still ends in 75 then.
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

    /// Has a trap end in status 0 from now on: the message is committed.
    package static func disarm() {
        cplatform_disarm_emergency()
    }

    /// Opens the directory, so that a crash needs neither its path nor the right to search it.
    private static func open(_ directory: String) throws(SystemError) -> Int32 {
        let flags = O_RDONLY | O_DIRECTORY
        var opened = unsafe cplatform_open(directory, flags, 0)
        if opened < 0 && errno == ENOENT {
            // Another delivery may be making it right now: only opening it counts.
            _ = unsafe mkdir(directory, 0o700)
            opened = unsafe cplatform_open(directory, flags, 0)
        }
        guard opened >= 0 else { throw SystemError.last("open the emergency directory", directory) }
        return opened
    }
}
