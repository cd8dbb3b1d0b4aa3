// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Monotonic time, for time limits and durations.
package enum MonotonicTime {
    /// Returns microseconds since an unspecified time before the process began.
    package static func now() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    /// Sleeps for a number of microseconds, or until a signal arrives.
    package static func pause(microseconds: Int64) {
        usleep(useconds_t(clamping: microseconds))
    }
}
