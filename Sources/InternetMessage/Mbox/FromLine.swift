// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The line before each message of an mbox (RFC 4155): `From SENDER Thu Nov  5 08:15:00 2026`.
///
/// Lines that mailclerk writes end in the zone `+0000`, which readers ignore. The zone means that
/// exactly one line feed was added after the message, whether the message ends in a line feed or
/// not.
package struct FromLine: Equatable, Sendable {
    /// The envelope sender; empty for the null sender, nil if the sender is unknown.
    package let sender: String?
    /// The time in microseconds since 1970, UTC.
    package let at: Int64
    /// The time if it can be that of a message; nil if it is before 1980.
    ///
    /// Programs without a time write the beginning of Unix time: public-inbox writes
    /// `Thu Jan  1 00:00:00 1970`, mblaze the last second of 1969.
    package var arrivedAt: Int64? { Self.isPlausible(at) ? at : nil }
    /// Whether one line feed follows the message, as after the lines that mailclerk writes.
    package private(set) var isExact = true

    private static let mark = Array("From ".utf8)
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    /// At most 1000 bytes, because an address has at most 254.
    private static let lengthLimit = 1000
    private static let nullSender = "MAILER-DAEMON"

    /// Creates the line for a sender and a time in microseconds since 1970, UTC.
    package init(sender: String?, at time: Int64) {
        self.sender = sender
        at = time
    }

    /// Parses a line; returns nil if it does not end in a date, like a sentence that begins with
    /// `From `.
    package init?(_ line: ArraySlice<UInt8>) {
        guard line.count <= Self.lengthLimit, line.starts(with: Self.mark) else { return nil }
        let words = line.dropFirst(Self.mark.count).split { $0 <= 32 }
            .map { String(decoding: $0, as: UTF8.self) }
        guard
            let start = words.indices.last(where: { index in
                index + 4 < words.count && Self.weekdays.contains(words[index])
                    && Self.months.contains(words[index + 1])
            })
        else { return nil }
        let rest = words[(start + 4)...]
        guard let year = rest.first(where: { $0.utf8.count == 4 && Int($0) != nil }) else {
            return nil
        }
        let zone = rest.first { $0.hasPrefix("+") || $0.hasPrefix("-") } ?? "+0000"
        let date = "\(words[start + 2]) \(words[start + 1]) \(year) \(words[start + 3]) \(zone)"
        guard let seconds = DateTime.parse(Array(date.utf8)) else { return nil }
        at = seconds * 1_000_000
        isExact = Array(rest) == [year, "+0000"]
        let isEmpty = line.dropFirst(Self.mark.count).first == UInt8(ascii: " ")
        sender = Self.sender(words[..<start], isEmpty: isEmpty, isOurs: isExact, at: at)
    }

    /// Returns the sender that the words before the date name.
    ///
    /// Other programs write a null sender as nothing between two spaces (mblaze) or as `@` (mutt).
    /// Where they do not know the sender they write a name without a domain, such as `nobody`.
    /// public-inbox writes a name of its own, with the time 0.
    private static func sender(
        _ words: ArraySlice<String>, isEmpty: Bool, isOurs: Bool, at time: Int64
    ) -> String? {
        guard let word = words.first else { return isEmpty ? "" : nil }
        switch word {
        case "-": return nil
        case nullSender, "@", "<>": return ""
        default:
            let isKnown = isOurs || time != 0 && word.utf8.contains(UInt8(ascii: "@"))
            return isKnown && words.count == 1 ? word : nil
        }
    }

    /// Returns whether a time is 1980 or later.
    private static func isPlausible(_ time: Int64) -> Bool { time >= 315_532_800_000_000 }

    /// The bytes of the line, including its line feed.
    package var bytes: [UInt8] {
        let seconds = at / 1_000_000 - (at % 1_000_000 < 0 ? 1 : 0)
        let days = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
        let second = seconds - days * 86_400
        let (year, month, day) = DateTime.civil(Int(days))
        let weekday = Self.weekdays[Int(((days + 4) % 7 + 7) % 7)]
        func digits(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
        let time = [second / 3600, second / 60 % 60, second % 60].map(digits)
        let date =
            "\(weekday) \(Self.months[month - 1]) \(day < 10 ? " " : "")\(day)"
            + " \(time.joined(separator: ":")) \(year) +0000"
        return Array("From \(Self.word(sender)) \(date)\n".utf8)
    }

    /// Returns a sender as one word; `-` if the sender is unknown or its address is not one word.
    private static func word(_ sender: String?) -> String {
        guard let sender else { return "-" }
        if sender.isEmpty { return nullSender }
        let isWord = sender.utf8.allSatisfy { $0 > 32 && $0 != 127 }
        return isWord && sender.utf8.count < lengthLimit / 2 ? sender : "-"
    }
}
