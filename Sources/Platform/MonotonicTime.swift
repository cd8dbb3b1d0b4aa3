// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc

/// Time that only passes: for time limits, not for dates.
package enum MonotonicTime {
    /// Microseconds since some moment before the process began.
    package static func now() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    /// Waits for so many microseconds, or until a signal comes.
    package static func pause(microseconds: Int64) {
        usleep(useconds_t(clamping: microseconds))
    }
}
