// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Waits in steps of a millisecond while another connection holds a lock, up to a limit.
///
/// The handler must live as long as the connection on which it is installed.
final class SQLiteBusyHandler {
    var wait: BusyWait
    private var waitingSince: Int64 = 0

    init(_ wait: BusyWait) {
        self.wait = wait
    }

    func install(on handle: OpaquePointer) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe sqlite3_busy_handler(
            handle,
            { context, earlierCalls in
                guard let context = unsafe context else { return 0 }
                let handler = unsafe Unmanaged<SQLiteBusyHandler>.fromOpaque(context)
                    .takeUnretainedValue()
                return handler.continues(afterCalls: earlierCalls) ? 1 : 0
            }, context)
    }

    private func continues(afterCalls earlierCalls: Int32) -> Bool {
        guard wait.microseconds > 0 else { return false }
        let now = Self.monotonicMicroseconds()
        if earlierCalls == 0 { waitingSince = now }
        guard now - waitingSince < wait.microseconds else { return false }
        usleep(1000)
        return true
    }

    private static func monotonicMicroseconds() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
    }
}
