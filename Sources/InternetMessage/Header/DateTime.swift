// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Parses and formats dates in mail (RFC 5322 section 3.3, and the obsolete forms of section 4.3).
public enum DateTime {
    /// Parses a date to seconds since 1970 UTC; returns nil if it is invalid.
    ///
    ///     date-time = [day-name ","] day month year hour ":" minute [":" second] [zone]
    ///
    /// The order of C's `asctime` is also supported, as are two-digit years, comments, alphabetic
    /// zones, a second of 60, AM and PM. An unknown zone is treated as +0000.
    public static func parse(_ bytes: [UInt8]) -> Int64? {
        var scanner = StructuredScanner(bytes, 0..<bytes.count)
        var fields = Fields()
        for _ in 0..<FixedLimits.dateTokenCount {
            scanner.skipCommentsAndBlanks()
            while scanner.take(ASCII.comma) { scanner.skipCommentsAndBlanks() }
            guard let token = takeToken(&scanner) else { break }
            fields.read(token[...])
        }
        return fields.seconds
    }

    /// Reads the next word; a time is one word, without blanks and comments around its colons.
    private static func takeToken(_ scanner: inout StructuredScanner) -> [UInt8]? {
        guard let word = takeWord(&scanner) else { return nil }
        var token = Array(word)
        while token.allSatisfy({ $0.isDigit || $0 == ASCII.colon }) {
            var ahead = scanner
            ahead.skipCommentsAndBlanks()
            guard token.last == ASCII.colon || ahead.current == ASCII.colon,
                let more = takeWord(&ahead)
            else { break }
            token += more
            scanner = ahead
        }
        return token
    }

    private static func takeWord(_ scanner: inout StructuredScanner) -> ArraySlice<UInt8>? {
        let start = scanner.position
        while let byte = scanner.current {
            if byte.isBlankOrLineEnd || byte == ASCII.comma { break }
            if byte == ASCII.leftParenthesis, scanner.position > start { break }
            scanner.position += 1
        }
        return scanner.position > start ? scanner.bytes[start..<scanner.position] : nil
    }

    /// The values found in the tokens of a date so far.
    private struct Fields {
        var day: Int?
        var month: Int?
        var year: Int?
        var time: Int?
        var isTimeWrong = false
        var zone: Int?

        mutating func read(_ token: ArraySlice<UInt8>) {
            guard let first = token.first else { return }
            if token.contains(ASCII.colon), time == nil {
                readTime(token)
            } else if time == nil, month != nil, Self.isTimeWithDots(token) {
                readTime(token.map { $0 == ASCII.dot ? ASCII.colon : $0 }[...])
            } else if first.isDigit {
                readNumber(token)
            } else if first == ASCII.plus || first == ASCII.hyphen, time != nil {
                if zone == nil { zone = DateTime.numericZone(token) }
            } else if first.isLetter {
                if month == nil, let named = DateTime.month(token) {
                    month = named
                } else if let half = Self.half(of: token), let told = time, told < 13 * 3600 {
                    time = told % (12 * 3600) + half * 12 * 3600
                } else if time != nil, zone == nil {
                    zone = DateTime.namedZone(token)
                }
            }
        }

        /// Returns 0 for AM, 1 for PM.
        private static func half(of token: ArraySlice<UInt8>) -> Int? {
            guard token.count == 2, token.last?.lowercased == 0x6D else { return nil }
            return switch token.first?.lowercased {
            case 0x61: 0
            case 0x70: 1
            default: nil
            }
        }

        /// Whether the token is a time with dots, such as 8.15.00, as in some languages.
        private static func isTimeWithDots(_ token: ArraySlice<UInt8>) -> Bool {
            let pieces = token.split(separator: ASCII.dot, omittingEmptySubsequences: false)
            return (2...3).contains(pieces.count)
                && pieces.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(\.isDigit) }
        }

        private mutating func readNumber(_ token: ArraySlice<UInt8>) {
            // Some programs write 22-Nov-2026.
            let pieces = token.split(separator: ASCII.hyphen)
            if pieces.count == 3, day == nil, month == nil, year == nil {
                if let named = DateTime.month(pieces[1]) {
                    day = DateTime.number(pieces[0])
                    month = named
                    year = DateTime.year(pieces[2])
                }
                return
            }
            guard let value = DateTime.number(token) else { return }
            if day == nil, token.count <= 2 {
                day = value
            } else if year == nil {
                year = DateTime.year(token)
            }
        }

        //     time-of-day = hour ":" minute [":" second]
        private mutating func readTime(_ token: ArraySlice<UInt8>) {
            var digits = token
            if let sign = token.dropFirst().firstIndex(where: {
                $0 == ASCII.plus || $0 == ASCII.hyphen
            }) {
                digits = token[..<sign]
                zone = DateTime.numericZone(token[sign...])
            }
            let pieces = digits.split(separator: ASCII.colon, omittingEmptySubsequences: false)
            // Fractions of a second are ignored.
            let second =
                pieces.count > 2
                ? DateTime.number(pieces[2].prefix(while: { $0.isDigit })) : 0
            guard pieces.count >= 2, let hour = DateTime.number(pieces[0]),
                let minute = DateTime.number(pieces[1]), let second, hour < 24, minute < 60,
                second <= 60
            else {
                isTimeWrong = true
                return
            }
            time = hour * 3600 + minute * 60 + second
        }

        var seconds: Int64? {
            guard let day, let month, let year, !isTimeWrong, (1...12).contains(month), day >= 1,
                day <= DateTime.days(in: month, of: year)
            else { return nil }
            let days = DateTime.daysSince1970(year: year, month: month, day: day)
            return Int64(days * 86_400 + (time ?? 0) - (zone ?? 0))
        }
    }

    /// Parses a number of at most nine digits; returns nil for anything else.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count < 10 else { return nil }
        var value = 0
        for byte in bytes {
            guard byte.isDigit else { return nil }
            value = value * 10 + Int(byte - ASCII.zero)
        }
        return value
    }

    /// Parses a year; two digits below 50 are after 2000, three digits add to 1900 (RFC 5322 4.3).
    private static func year(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count <= 5, let value = number(bytes) else { return nil }
        return switch bytes.count {
        case ...2: value < 50 ? 2000 + value : 1900 + value
        case 3: 1900 + value
        default: value
        }
    }

    private static let monthNames = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    private static let dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    /// Returns the month with these first three letters of its English name.
    private static func month(_ token: ArraySlice<UInt8>) -> Int? {
        guard token.count >= 3 else { return nil }
        let start = token.prefix(3).map(\.lowercased)
        return monthNames.firstIndex { Array($0.utf8) == start }.map { $0 + 1 }
    }

    //     zone = ("+" / "-") 4DIGIT
    private static func numericZone(_ token: ArraySlice<UInt8>) -> Int? {
        let digits = token.dropFirst().filter { $0 != ASCII.colon }
        guard (1...4).contains(digits.count), let value = number(digits[...]) else { return nil }
        let offset = digits.count > 2 ? value / 100 * 3600 + value % 100 * 60 : value * 3600
        return token.first == ASCII.hyphen ? -offset : offset
    }

    /// Returns the offset of an RFC 822 zone in seconds; military and unknown zones are +0000.
    private static func namedZone(_ token: ArraySlice<UInt8>) -> Int {
        // Browsers write GMT+0100.
        if let sign = token.firstIndex(where: { $0 == ASCII.plus || $0 == ASCII.hyphen }) {
            return numericZone(token[sign...]) ?? 0
        }
        return switch String(decoding: token.map(\.lowercased), as: UTF8.self) {
        case "edt": -4 * 3600
        case "est", "cdt": -5 * 3600
        case "cst", "mdt": -6 * 3600
        case "mst", "pdt": -7 * 3600
        case "pst": -8 * 3600
        default: 0
        }
    }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Returns the number of days since 1970-01-01 in the Gregorian calendar.
    static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Returns the Gregorian date of a day, given in days since 1970-01-01.
    package static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        )
    }

    /// Returns the date in RFC 5322 format, in UTC: `Sun, 22 Nov 2026 13:49:28 +0000`.
    ///
    /// Times before year 0 or after year 9999 are replaced by the nearest time in this range.
    public static func formatted(_ secondsSince1970: Int64) -> String {
        let seconds = min(max(Int(secondsSince1970), -62_167_219_200), 253_402_300_799)
        var days = seconds / 86_400
        var rest = seconds % 86_400
        if rest < 0 {
            rest += 86_400
            days -= 1
        }
        let date = civil(days)
        let weekday = ((days % 7) + 11) % 7
        var text: [UInt8] = []
        append(dayNames[weekday], to: &text)
        text += [ASCII.comma, ASCII.space]
        append(date.day, digits: date.day > 9 ? 2 : 1, to: &text)
        text.append(ASCII.space)
        append(monthNames[date.month - 1], to: &text)
        text.append(ASCII.space)
        append(date.year, digits: 4, to: &text)
        text.append(ASCII.space)
        append(rest / 3600, digits: 2, to: &text)
        text.append(ASCII.colon)
        append(rest / 60 % 60, digits: 2, to: &text)
        text.append(ASCII.colon)
        append(rest % 60, digits: 2, to: &text)
        return String(decoding: text, as: UTF8.self) + " +0000"
    }

    /// Appends an English name with an initial capital.
    private static func append(_ name: String, to text: inout [UInt8]) {
        let start = text.count
        text += name.utf8
        text[start] &-= 0x20
    }

    private static func append(_ value: Int, digits: Int, to text: inout [UInt8]) {
        var weight = 1
        for _ in 1..<digits { weight *= 10 }
        while weight > 0 {
            text.append(ASCII.zero + UInt8(value / weight % 10))
            weight /= 10
        }
    }
}
