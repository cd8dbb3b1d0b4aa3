// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// A time that a user typed: a date, a date with a time (RFC 3339), or an age (`7d`, `12h`).
package struct DateArgument {
    private static let day: Int64 = 86_400_000_000

    /// The time, in microseconds since 1970, UTC.
    package let start: Int64
    /// The end of the day if the text is a date without a time; otherwise equal to `start`.
    package let end: Int64

    /// Parses a time; returns nil if the text is not one.
    ///
    /// `now`, in microseconds since 1970, UTC, is the time from which an age counts back.
    package init?(_ text: String, now: Int64) {
        if let ago = Self.duration(text) {
            start = now - ago
            end = start
            return
        }
        let bytes = Array(text.utf8)
        let isDate =
            bytes.count >= 10
            && bytes[..<10].enumerated().allSatisfy { index, byte in
                index == 4 || index == 7
                    ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= byte
            }
        guard isDate, let seconds = Self.internetDate(bytes).flatMap(DateTime.parse) else {
            return nil
        }
        start = seconds * 1_000_000
        end = bytes.count == 10 ? start + Self.day : start
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Rewrites `2026-03-03T08:15:00Z` as `03 Mar 2026 08:15:00 +0000`, the form of mail dates,
    /// which `DateTime` parses.
    private static func internetDate(_ bytes: [UInt8]) -> [UInt8]? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let month = Int(text.dropFirst(5).prefix(2)), (1...12).contains(month) else {
            return nil
        }
        var time = Array(bytes[10...])
        if let first = time.first {
            guard first == UInt8(ascii: "T") || first == UInt8(ascii: "t") || first == 32 else {
                return nil
            }
            time[0] = 32
        }
        if time.last == UInt8(ascii: "Z") || time.last == UInt8(ascii: "z") {
            time.removeLast()
            time += " +0000".utf8
        }
        let date = "\(text.dropFirst(8).prefix(2)) \(months[month - 1]) \(text.prefix(4))"
        return Array(date.utf8) + time
    }

    /// Returns whether the text is an age in minutes or hours.
    package static func isShortAge(_ text: String) -> Bool {
        duration(text) != nil && (text.last == "m" || text.last == "h")
    }

    /// Parses a number of minutes, hours, days or weeks; returns microseconds, or nil if the text
    /// is something else.
    private static func duration(_ text: String) -> Int64? {
        let units: [Character: Int64] = [
            "m": 60_000_000, "h": 3_600_000_000, "d": day, "w": 7 * day,
        ]
        guard let last = text.last, let unit = units[last], let count = Int64(text.dropLast()),
            (0...100_000).contains(count)
        else { return nil }
        return count * unit
    }
}
