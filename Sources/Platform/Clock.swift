// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The time of day, as a value that tests can replace.
package struct Clock: Sendable {
    /// Returns microseconds since 1970, UTC.
    package let now: @Sendable () -> Int64

    /// Creates a clock that calls `now`.
    ///
    /// - Parameter now: Returns microseconds since 1970, UTC.
    package init(now: @escaping @Sendable () -> Int64) {
        self.now = now
    }

    /// The system clock.
    package static let system = Clock {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    /// Creates a clock that always shows the same time.
    ///
    /// - Parameter microseconds: The time: microseconds since 1970, UTC.
    /// - Returns: The clock.
    package static func fixed(_ microseconds: Int64) -> Clock {
        Clock { microseconds }
    }

    #if TestHooks
        /// The clock set by a test: `MAILCLERK_TEST_CLOCK`, in microseconds since 1970, UTC.
        ///
        /// This is the system clock if the variable is not set or not a number.
        package static var fromEnvironment: Clock {
            guard let time = Environment.value("MAILCLERK_TEST_CLOCK").flatMap(Int64.init) else {
                return .system
            }
            return .fixed(time)
        }
    #endif
}
