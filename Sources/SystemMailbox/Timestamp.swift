// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// Formats times.
package enum Timestamp {
    /// Formats microseconds since 1970, UTC, by RFC 3339 in seconds: `2026-03-03T08:15:00Z`.
    package static func rfc3339(_ microseconds: Int64) -> String {
        let (days, second) = split(microseconds)
        let (year, month, day) = DateTime.civil(Int(days))
        let parts = [second / 3600, second / 60 % 60, second % 60].map { digits($0, 2) }
        return "\(digits(Int64(year), 4))-\(digits(Int64(month), 2))-\(digits(Int64(day), 2))T"
            + parts.joined(separator: ":") + "Z"
    }

    /// Formats microseconds since 1970, UTC, for readers: `2026-03-03 08:15 UTC`.
    package static func readable(_ microseconds: Int64) -> String {
        let text = rfc3339(microseconds)
        return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " UTC"
    }

    /// Formats microseconds since 1970, UTC, for file names: `20260303T081500Z`.
    package static func compact(_ microseconds: Int64) -> String {
        rfc3339(microseconds).filter { $0 != "-" && $0 != ":" }
    }

    private static func split(_ microseconds: Int64) -> (days: Int64, second: Int64) {
        let seconds = microseconds.floorDivided(by: 1_000_000)
        let days = seconds.floorDivided(by: 86_400)
        return (days, seconds - days * 86_400)
    }

    private static func digits(_ number: Int64, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
    }
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
