// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The first event of a text/calendar part (RFC 5545, RFC 5546).
public struct CalendarInvitation: Sendable, Hashable {
    /// A time of an event (RFC 5545 section 3.3.5).
    public struct Time: Sendable, Hashable {
        /// The value as written: `20261122T134928`, with `Z` for UTC, or only a date.
        public let value: String
        /// The name of the time zone (TZID); nil if there is none.
        public let timeZone: String?
    }

    /// The method in capitals (RFC 5546 section 1.4): `REQUEST`, `REPLY`, `CANCEL`, `PUBLISH`; nil
    /// if missing.
    public internal(set) var method: String?
    /// The identifier of the event, the same in all messages about this event.
    public private(set) var identifier: String?
    /// The summary of the event; nil if missing.
    public private(set) var summary: String?
    /// The location of the event; nil if missing.
    public private(set) var location: String?
    /// The start of the event; nil if missing.
    public private(set) var start: Time?
    /// The end of the event; nil if missing.
    public private(set) var end: Time?
    /// The organizer, an address without `mailto:`; nil if missing.
    public private(set) var organizer: String?

    //     contentline = name *(";" param) ":" value CRLF        RFC 5545 3.1
    /// Parses the first event of a calendar; returns nil if the text is not a calendar.
    ///
    /// - Parameter text: The decoded part.
    public init?(_ text: String) {
        var inEvent = false
        var hasBegun = false
        var depth = 0
        for line in Self.unfolded(Array(text.utf8)) {
            guard let (name, parameters, value) = Self.split(line) else { continue }
            if !hasBegun {
                guard name == "BEGIN", value.uppercased() == "VCALENDAR" else { return nil }
                hasBegun = true
                continue
            }
            if name == "BEGIN" {
                if inEvent || depth > 0 {
                    depth += 1
                } else if ["VEVENT", "VTODO"].contains(value.uppercased()) {
                    inEvent = true
                } else {
                    depth = 1
                }
            } else if name == "END" {
                if depth > 0 { depth -= 1 } else if inEvent { break }
            } else if depth == 0 {
                inEvent ? keep(name, parameters, value) : keepOfCalendar(name, value)
            }
        }
        guard hasBegun else { return nil }
    }

    private mutating func keepOfCalendar(_ name: String, _ value: String) {
        if name == "METHOD", method == nil { method = value.uppercased() }
    }

    private mutating func keep(_ name: String, _ parameters: [UInt8], _ value: String) {
        switch name {
        case "UID": identifier = identifier ?? value
        case "SUMMARY": summary = summary ?? Self.unescaped(value)
        case "LOCATION": location = location ?? Self.unescaped(value)
        case "DTSTART": start = start ?? Self.time(parameters, value)
        case "DTEND", "DUE": end = end ?? Self.time(parameters, value)
        case "ORGANIZER":
            let isMail = Array(value.utf8).span.hasIgnoringCase("mailto:", at: 0)
            organizer = organizer ?? (isMail ? String(value.dropFirst(7)) : value)
        default: break
        }
    }

    private static func time(_ parameters: [UInt8], _ value: String) -> Time {
        let read = Parameters(parameters, 0..<parameters.count, limits: .standard)
        return Time(value: value, timeZone: read.string("tzid", fallback: .utf8))
    }

    /// Joins each line with its continuation lines, which begin with a blank.
    private static func unfolded(_ bytes: [UInt8]) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var position = 0
        while position < bytes.count, found.count < FixedLimits.calendarLineCount {
            let next = MessageParser.endOfLine(bytes.span, from: position)
            var end = next
            while end > position, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
            if let last = found.indices.last, end > position, bytes[position].isBlank {
                found[last] += bytes[(position + 1)..<end]
            } else if end > position {
                found.append(Array(bytes[position..<end]))
            }
            position = next
        }
        return found
    }

    /// Splits a line into name (in capitals), parameters and value; ignores quoted colons.
    private static func split(_ line: [UInt8]) -> (String, [UInt8], String)? {
        var isQuoted = false
        var semicolon: Int?
        for (index, byte) in line.enumerated() {
            if byte == ASCII.quote {
                isQuoted.toggle()
            } else if byte == ASCII.semicolon, !isQuoted, semicolon == nil {
                semicolon = index
            } else if byte == ASCII.colon, !isQuoted {
                let nameEnd = semicolon ?? index
                let name = String(decoding: line[..<nameEnd], as: UTF8.self).uppercased()
                let value = String(decoding: line[(index + 1)...], as: UTF8.self)
                return (name, Array(line[nameEnd..<index]), value.trimmingBlanks())
            }
        }
        return nil
    }

    //     ESCAPED-CHAR = "\\" / "\;" / "\," / "\N" / "\n"        RFC 5545 3.3.11
    private static func unescaped(_ value: String) -> String {
        var output: [UInt8] = []
        var isEscape = false
        for byte in value.utf8 {
            if isEscape {
                output.append(byte | 0x20 == 0x6E ? ASCII.lineFeed : byte)
                isEscape = false
            } else if byte == ASCII.backslash {
                isEscape = true
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

extension Message {
    /// The event of the first calendar part, which may be an attachment; nil if there is none.
    public var calendarInvitation: CalendarInvitation? {
        var found: CalendarInvitation?
        forEachPart { part in
            let type = part.contentType
            if ["text/calendar", "application/ics", "text/x-vcalendar"].contains(type.name) {
                found = CalendarInvitation(part.text())
                let told = type.parameter("method")?.uppercased()
                if let told, found?.method == nil { found?.method = told }
            }
            return found == nil
        }
        return found
    }
}
