// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An event or a task of a calendar (RFC 5545 sections 3.6.1 and 3.6.2).
struct CalendarEvent: Sendable, Hashable {
    /// The organizer or an attendee (RFC 5545 section 3.3.3).
    struct Person: Sendable, Hashable {
        /// The name (CN); nil if missing.
        var name: String?
        /// The address without `mailto:`.
        var address: String
        /// The answer in capitals (PARTSTAT): `ACCEPTED`, `DECLINED`; nil if missing.
        var answer: String?
    }

    /// Whether this is a task (VTODO).
    var isTask = false
    private(set) var identifier: String?
    private(set) var summary: String?
    private(set) var location: String?
    private(set) var description: String?
    private(set) var comment: String?
    private(set) var start: CalendarInvitation.Time?
    private(set) var end: CalendarInvitation.Time?
    /// The duration in seconds; nil if missing.
    private(set) var duration: Int?
    private(set) var organizer: Person?
    /// The first attendees, at most `FixedLimits.calendarAttendeeCount`.
    private(set) var attendees: [Person] = []
    private(set) var attendeeCount = 0
    /// The status in capitals, such as `CANCELLED`.
    private(set) var status: String?
    /// The recurrence rule as written.
    private(set) var recurrence: String?
    /// The address of a page or an online meeting.
    private(set) var link: String?

    /// Reads one property; the first of its kind is kept.
    mutating func keep(_ line: CalendarLine) {
        switch line.name {
        case "UID": identifier = identifier ?? line.value
        case "SUMMARY": summary = summary ?? line.text
        case "LOCATION": location = location ?? line.text
        case "DESCRIPTION": description = description ?? line.text
        case "COMMENT": comment = comment ?? line.text
        case "DTSTART": start = start ?? Self.time(line)
        case "DTEND", "DUE": end = end ?? Self.time(line)
        case "DURATION": duration = duration ?? Self.seconds(line.value)
        case "STATUS": status = status ?? line.value.uppercased()
        case "RRULE": recurrence = recurrence ?? line.value
        case "ORGANIZER": organizer = organizer ?? Self.person(line)
        case "ATTENDEE": keepAttendee(line)
        case "URL", "CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL":
            link = link ?? line.value
        default: break
        }
    }

    private mutating func keepAttendee(_ line: CalendarLine) {
        // vCalendar 1.0 has the organizer among the attendees.
        if let role = line.parameter("ROLE")?.uppercased(), ["ORGANIZER", "OWNER"].contains(role) {
            organizer = organizer ?? Self.person(line)
            return
        }
        attendeeCount += 1
        guard attendees.count < FixedLimits.calendarAttendeeCount else { return }
        attendees.append(Self.person(line))
    }

    private static func time(_ line: CalendarLine) -> CalendarInvitation.Time {
        CalendarInvitation.Time(value: line.value, timeZone: line.parameter("TZID"))
    }

    private static func person(_ line: CalendarLine) -> Person {
        let answer = line.parameter("PARTSTAT") ?? line.parameter("STATUS")
        var person = Person(
            name: line.parameter("CN"), address: line.value, answer: answer?.uppercased())
        if Array(line.value.utf8).span.hasIgnoringCase("mailto:", at: 0) {
            person.address = String(line.value.dropFirst(7)).trimmingBlanks()
        } else if let address = line.parameter("EMAIL") {
            person.address = address
        }
        return person
    }

    //     dur-value  = (["+"] / "-") "P" (dur-date / dur-time / dur-week)     RFC 5545 3.3.6
    /// Returns the seconds of a duration such as `PT1H30M`; nil if it is invalid or negative.
    static func seconds(_ text: String) -> Int? {
        var total = 0
        var number: Int?
        var hasBegun = false
        for byte in text.utf8 {
            switch byte {
            case ASCII.plus where !hasBegun: break
            case 0x50 where !hasBegun: hasBegun = true
            case 0x54 where hasBegun: break
            case 0x30...0x39:
                number = (number ?? 0) * 10 + Int(byte - ASCII.zero)
                if (number ?? 0) > 1_000_000 { return nil }
            default:
                let units: [UInt8: Int] = [
                    0x57: 604_800, 0x44: 86_400, 0x48: 3_600, 0x4D: 60, 0x53: 1,
                ]
                guard hasBegun, let count = number, let unit = units[byte] else { return nil }
                total += count * unit
                number = nil
            }
            if total > 1_000_000_000 { return nil }
        }
        return hasBegun && number == nil ? total : nil
    }
}
