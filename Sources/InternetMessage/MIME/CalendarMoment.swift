// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A date of a calendar, with its time and time zone unless it means the whole day.
struct CalendarMoment: Equatable {
    /// The days since 1970-01-01.
    private(set) var day: Int
    /// The minutes since midnight; nil for a whole day.
    private(set) var minutes: Int?
    /// The name of the zone; nil if the calendar names none.
    let zone: String?

    //     date-time = date "T" time ["Z"]        RFC 5545 3.3.4, 3.3.5
    /// Reads a time; returns nil if it is invalid.
    ///
    /// - Parameters:
    ///   - time: The time, also with the hyphens and colons of ISO 8601.
    ///   - otherZone: The zone of times that name none; nil if unknown.
    init?(_ time: CalendarInvitation.Time, otherZone: String?) {
        var digits: [Int] = []
        var hasTime = false
        var isUTC = false
        for byte in time.value.utf8 {
            switch byte {
            case 0x30...0x39: digits.append(Int(byte - ASCII.zero))
            case ASCII.hyphen, ASCII.colon: break
            case 0x54,
                0x74 where digits.count == 8 && !hasTime:
                hasTime = true
            case 0x5A,
                0x7A where hasTime:
                isUTC = true
            default: return nil
            }
            if digits.count > 14 { return nil }
        }
        guard digits.count == 8 || hasTime && digits.count >= 12 else { return nil }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        let (year, month, dayOfMonth) = (number(0..<4), number(4..<6), number(6..<8))
        guard (1...12).contains(month), dayOfMonth >= 1,
            dayOfMonth <= DateTime.days(in: month, of: year)
        else { return nil }
        day = DateTime.daysSince1970(year: year, month: month, day: dayOfMonth)
        guard digits.count > 8 else {
            zone = nil
            return
        }
        let (hour, minute) = (number(8..<10), number(10..<12))
        guard hour < 24, minute < 60 else { return nil }
        minutes = hour * 60 + minute
        zone = isUTC ? "UTC" : (time.timeZone ?? otherZone).map(Self.shortZone)
    }

    /// Returns a time as text; an invalid one as it was written.
    static func readable(_ time: CalendarInvitation.Time, otherZone: String?) -> String {
        if let moment = CalendarMoment(time, otherZone: otherZone) {
            return moment.date + moment.clockText + moment.zoneText
        }
        return String(time.value.split { $0.isNewline }.joined(separator: " "))
    }

    /// Returns the time in this many seconds, on the clock of the same zone.
    func adding(seconds: Int) -> CalendarMoment {
        var moment = self
        let total = (minutes ?? 0) + seconds / 60
        moment.day += total / 1_440
        if minutes != nil {
            moment.minutes = total % 1_440
        } else {
            // The end of a whole day is the next day (RFC 5545 section 3.6.1).
            moment.day = day + max(1, total / 1_440)
        }
        return moment
    }

    /// Returns the span of time that begins here.
    func readable(to end: CalendarMoment?) -> String {
        guard minutes != nil else {
            // The end of a whole day is exclusive (RFC 5545 section 3.6.1).
            guard var last = end, last.minutes == nil, last.day > day + 1 else { return date }
            last.day -= 1
            return "\(date) to \(last.date)"
        }
        guard let end, end != self else { return date + clockText + zoneText }
        let isSameZone = end.zone == zone
        let start = date + clockText + (isSameZone ? "" : zoneText) + " to"
        if isSameZone, end.day == day { return start + end.clockText + zoneText }
        return "\(start) \(end.date)\(end.clockText)\(end.zoneText)"
    }

    // MARK: Text

    private var date: String {
        let date = DateTime.civil(day)
        return
            "\(Self.padded(date.year, to: 4))-\(Self.padded(date.month))-\(Self.padded(date.day))"
    }

    private var clockText: String {
        minutes.map { " \(Self.padded($0 / 60)):\(Self.padded($0 % 60))" } ?? ""
    }

    private var zoneText: String {
        guard minutes != nil else { return "" }
        return zone.map { " (\($0))" } ?? " (no time zone)"
    }

    private static func padded(_ number: Int, to width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static let areas = [
        "/Africa/", "/America/", "/Antarctica/", "/Asia/", "/Atlantic/", "/Australia/", "/Europe/",
        "/Indian/", "/Pacific/",
    ]

    /// Returns `Europe/Berlin` for a name such as `/example.org/20050126_1/Europe/Berlin`.
    private static func shortZone(_ name: String) -> String {
        let bytes = Array(name.utf8)
        guard bytes.first == ASCII.slash else {
            return String(name.split { $0.isNewline }.joined(separator: " "))
        }
        for area in areas {
            let found = bytes.indices.first { bytes[$0...].starts(with: area.utf8) }
            if let found { return String(decoding: bytes[(found + 1)...], as: UTF8.self) }
        }
        return name
    }
}
