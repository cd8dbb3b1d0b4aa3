// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform

/// The time that the process allows itself, so that it ends before the mail server ends it.
///
/// When it is over the process ends at once, from the signal handler: with status 75 (try again),
/// or with 0 once the message is committed. SIGTERM, SIGHUP and SIGINT end it in the same way,
/// because Exim and OpenSMTPD bounce the mail of a filter that died by a signal.
package enum Deadline {
    /// Sets the deadline, or a new one.
    ///
    /// - Parameter seconds: From now; at least 1 is taken, at most a day.
    /// - Throws: When the kernel refuses.
    package static func start(seconds: Int) throws(SystemError) {
        let microseconds = Int64(min(max(seconds, 1), 86_400)) * 1_000_000
        guard cplatform_start_deadline(microseconds) == 0 else {
            throw SystemError.last("set the deadline")
        }
    }

    /// Has the deadline end the process with status 0 from now on.
    package static func markCommitted() {
        cplatform_deadline_committed()
    }

    /// The time left in microseconds; nil if no deadline is set.
    package static var remaining: Int64? {
        let left = cplatform_deadline_remaining()
        return left > 0 ? left : nil
    }

    /// Takes the deadline away; the signals named above still end the process as said there.
    package static func stop() {
        cplatform_stop_deadline()
    }
}
