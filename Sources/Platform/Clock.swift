// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc

/// The time of day, handed in as a value so that tests can set it.
package struct Clock: Sendable {
    /// Gives microseconds since 1970, UTC.
    package let now: @Sendable () -> Int64

    /// A clock that asks `now`.
    ///
    /// - Parameter now: Gives microseconds since 1970, UTC.
    package init(now: @escaping @Sendable () -> Int64) {
        self.now = now
    }

    /// The system's clock.
    package static let system = Clock {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }

    /// A clock that stands still.
    ///
    /// - Parameter microseconds: The time it shows: microseconds since 1970, UTC.
    /// - Returns: The clock.
    package static func fixed(_ microseconds: Int64) -> Clock {
        Clock { microseconds }
    }

    #if TestHooks
        /// The clock that a test set: `MAILCLERK_TEST_CLOCK`, in microseconds since 1970, UTC.
        ///
        /// The system's clock if the variable is absent or no number.
        package static var fromEnvironment: Clock {
            guard let time = Environment.value("MAILCLERK_TEST_CLOCK").flatMap(Int64.init) else {
                return .system
            }
            return .fixed(time)
        }
    #endif
}
