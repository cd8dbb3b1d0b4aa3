// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The events of a text/calendar part (RFC 5545, RFC 5546); the properties are those of the first.
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
    /// The first events, at most `FixedLimits.calendarEventCount`.
    private(set) var events: [CalendarEvent] = []
    /// The number of all events.
    private(set) var eventCount = 0
    /// The time zone of times that name none (X-WR-TIMEZONE); nil if missing.
    private(set) var timeZone: String?

    /// The identifier of the event, the same in all messages about this event.
    public var identifier: String? { events.first?.identifier }
    /// The summary of the event; nil if missing.
    public var summary: String? { events.first?.summary }
    /// The location of the event; nil if missing.
    public var location: String? { events.first?.location }
    /// The start of the event; nil if missing.
    public var start: Time? { events.first?.start }
    /// The end of the event; nil if missing.
    public var end: Time? { events.first?.end }
    /// The organizer, an address without `mailto:`; nil if missing.
    public var organizer: String? { events.first?.organizer?.address }
    /// The words that an attendee wrote to the organizer (COMMENT); nil if missing.
    public var comment: String? { events.first?.comment }

    /// Parses a calendar; returns nil if the text is not a calendar.
    ///
    /// - Parameter text: The decoded part.
    public init?(_ text: String) {
        var event: CalendarEvent?
        var hasBegun = false
        var depth = 0
        for line in CalendarLine.lines(of: text) {
            if !hasBegun {
                guard line.name == "BEGIN", Self.component(line) == "VCALENDAR" else { return nil }
                hasBegun = true
            } else if line.name == "BEGIN" {
                let component = Self.component(line)
                if event != nil || depth > 0 {
                    depth += 1
                } else if component == "VEVENT" || component == "VTODO" {
                    event = CalendarEvent(isTask: component == "VTODO")
                } else if component != "VCALENDAR" {
                    depth = 1
                }
            } else if line.name == "END" {
                if depth > 0 {
                    depth -= 1
                } else if let ended = event {
                    add(ended)
                    event = nil
                }
            } else if depth == 0 {
                if event != nil { event?.keep(line) } else { keep(line) }
            }
        }
        guard hasBegun else { return nil }
        if let event { add(event) }
    }

    private static func component(_ line: CalendarLine) -> String { line.value.uppercased() }

    private mutating func add(_ event: CalendarEvent) {
        eventCount += 1
        if events.count < FixedLimits.calendarEventCount { events.append(event) }
    }

    private mutating func keep(_ line: CalendarLine) {
        switch line.name {
        case "METHOD": method = method ?? line.value.uppercased()
        case "X-WR-TIMEZONE": timeZone = timeZone ?? line.value
        default: break
        }
    }
}

extension Message {
    /// The events of the first calendar part, which may be an attachment; nil if there is none.
    public var calendarInvitation: CalendarInvitation? {
        var found: CalendarInvitation?
        forEachPart { part in
            found = part.calendarInvitation()
            return found == nil
        }
        return found
    }
}

extension Part {
    /// Whether the type is that of a calendar.
    var isCalendar: Bool {
        isLeaf
            && ["text/calendar", "application/ics", "text/x-vcalendar"].contains(contentType.name)
    }

    /// Returns the events of a calendar part.
    ///
    /// - Parameter limitInBytes: The maximum number of bytes to read, before decoding.
    /// - Returns: The events, with the method of the content type if the calendar names none; nil
    ///   for other parts.
    func calendarInvitation(limitInBytes: Int = Int.max) -> CalendarInvitation? {
        guard isCalendar else { return nil }
        let charset = declaredCharacterSet
        var bytes = decodedBody(limitInBytes: limitInBytes)
        // Some programs fold a line inside a character (RFC 5545 section 3.1).
        if !charset.isStateful, !bytes.span.isASCII { bytes = Self.unfolded(bytes) }
        var found = CalendarInvitation(TextBody.decode(bytes[...], charset))
        if found?.method == nil, let told = contentType.parameter("method") {
            found?.method = told.uppercased()
        }
        return found
    }

    /// Removes the line endings that a blank follows, and these blanks.
    private static func unfolded(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            guard byte.isBlank, output.last == ASCII.lineFeed else {
                output.append(byte)
                continue
            }
            output.removeLast()
            if output.last == ASCII.carriageReturn { output.removeLast() }
        }
        return output
    }
}
