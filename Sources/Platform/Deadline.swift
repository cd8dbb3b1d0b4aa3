// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform

/// The process's own time limit, so that it exits before the mail server kills it.
///
/// At the deadline the signal handler exits at once: with status 75 (try again), or with 0 once the
/// message is committed. SIGTERM, SIGHUP and SIGINT have the same effect, because Exim and
/// OpenSMTPD bounce the mail of a filter that was killed by a signal.
package enum Deadline {
    /// Sets or replaces the deadline.
    ///
    /// - Parameter seconds: Seconds from now, clamped to between 1 and 86,400 (a day).
    /// - Throws: A `SystemError` if the kernel refuses.
    package static func start(seconds: Int) throws(SystemError) {
        let microseconds = Int64(min(max(seconds, 1), 86_400)) * 1_000_000
        guard cplatform_start_deadline(microseconds) == 0 else {
            throw SystemError.last("set the deadline")
        }
    }

    /// Makes the deadline exit with status 0 from now on.
    package static func markCommitted() {
        cplatform_deadline_committed()
    }

    /// The time left in microseconds; nil if no deadline is set.
    package static var remaining: Int64? {
        let left = cplatform_deadline_remaining()
        return left > 0 ? left : nil
    }

    /// Removes the deadline; SIGTERM, SIGHUP and SIGINT still end the process as before.
    package static func stop() {
        cplatform_stop_deadline()
    }
}
