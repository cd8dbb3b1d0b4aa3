// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Testing

@testable import InternetMessage

@Suite struct CalendarInvitationTests {
    private func calendar(_ lines: String, component: String = "VEVENT") -> String {
        "BEGIN:VCALENDAR\nBEGIN:\(component)\n\(lines)\n"
            + "END:\(component)\nEND:VCALENDAR\n"
    }

    private func text(_ lines: String, component: String = "VEVENT") -> String? {
        CalendarInvitation(calendar(lines, component: component))?.readableText
    }

    @Test func tellsWhatWhenWhereAndWho() {
        let text = """
            BEGIN:VCALENDAR\r
            METHOD:REQUEST\r
            BEGIN:VTIMEZONE\r
            TZID:Europe/Vienna\r
            BEGIN:STANDARD\r
            DTSTART:16010101T030000\r
            RRULE:FREQ=YEARLY\r
            END:STANDARD\r
            END:VTIMEZONE\r
            BEGIN:VEVENT\r
            SUMMARY;LANGUAGE=en:Lift check\\, hall\r
              2\r
            DTSTART;TZID="Europe/Vienna":20270111T083000\r
            DTEND;TZID=Europe/Vienna:20270111T100000\r
            LOCATION:Ringweg 4\\nGate B\\; left\r
            ORGANIZER;CN="Oak, Mary":MAILTO:mary@lift.example\r
            ATTENDEE;CN=Help desk (first floor);PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:h\r
             elp@example.com\r
            ATTENDEE;PARTSTAT=ACCEPTED;CN=tom@lift.example:mailto:tom@lift.example\r
            BEGIN:VALARM\r
            DESCRIPTION:Reminder\r
            END:VALARM\r
            DESCRIPTION:Please open\\nthe gate.\\n\r
            END:VEVENT\r
            END:VCALENDAR\r

            """
        let expected = """
            Invitation: Lift check, hall 2
            When: 2027-01-11 08:30 to 10:00 (Europe/Vienna)
            Where: Ringweg 4, Gate B; left
            Organizer: "Oak, Mary" <mary@lift.example>
            Attendees: Help desk (first floor) <help@example.com>, tom@lift.example (accepted)
            Method: REQUEST
            """
        let found = CalendarInvitation(text)
        #expect(found?.readableText == expected + "\n\nPlease open\nthe gate.")
        #expect(found?.readableText(withDescription: false) == expected)
    }

    static let times: [(String, String)] = [
        ("DTSTART:20270111T083000Z\nDTEND:20270111T093000Z", "2027-01-11 08:30 to 09:30 (UTC)"),
        ("DTSTART:20270111T083000Z\nDURATION:PT1H45M", "2027-01-11 08:30 to 10:15 (UTC)"),
        (
            "DTSTART;TZID=Asia/Tokyo:20270111T230000\nDURATION:P1DT2H",
            "2027-01-11 23:00 to 2027-01-13 01:00 (Asia/Tokyo)"
        ),
        ("DTSTART:20270111T083000", "2027-01-11 08:30 (no time zone)"),
        ("DTSTART;VALUE=DATE:20270111\nDTEND;VALUE=DATE:20270112", "2027-01-11"),
        ("DTSTART;VALUE=DATE:20270130\nDTEND;VALUE=DATE:20270203", "2027-01-30 to 2027-02-02"),
        ("DTSTART;VALUE=DATE:20240228\nDURATION:P3D", "2024-02-28 to 2024-03-01"),
        (
            "DTSTART;TZID=Europe/Oslo:20270111T083000\nDTEND;TZID=Asia/Tokyo:20270111T220000",
            "2027-01-11 08:30 (Europe/Oslo) to 2027-01-11 22:00 (Asia/Tokyo)"
        ),
        (
            "DTSTART;TZID=/x.example/20050126_1/America/Lima:20270111T083000",
            "2027-01-11 08:30 (America/Lima)"
        ),
        (
            "DTSTART;TZID=W. Europe Standard Time:20270111T083000",
            "2027-01-11 08:30 (W. Europe Standard Time)"
        ),
        ("DTSTART:20270111T083000Z\nDTEND:20270111T083000Z", "2027-01-11 08:30 (UTC)"),
        ("DTSTART:2027-01-11T08:30:00Z", "2027-01-11 08:30 (UTC)"),
        ("DTSTART:20270231T083000Z", "20270231T083000Z"), ("DTSTART:soon", "soon"),
    ]

    @Test(arguments: times)
    func tellsTimesWithTheirZone(_ lines: String, _ text: String) {
        #expect(self.text(lines) == "Event\nWhen: " + text)
    }

    @Test func timesWithoutZoneAreInThatOfTheCalendar() {
        let text =
            "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Europe/Rome\nBEGIN:VEVENT\nDTSTART:20270111T0830\n"
        #expect(
            CalendarInvitation(text)?.readableText == "Event\nWhen: 2027-01-11 08:30 (Europe/Rome)")
    }

    static let rules: [(String, String)] = [
        ("FREQ=DAILY;COUNT=5", "every day, 5 times"),
        ("FREQ=WEEKLY;WKST=MO;INTERVAL=2;BYDAY=MO,FR", "every 2 weeks on Monday, Friday"),
        (
            "FREQ=MONTHLY;BYDAY=-1TU;UNTIL=20271231T225959Z",
            "every month on the last Tuesday, until 2027-12-31"
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "every month on day 15"), ("FREQ=YEARLY", "every year"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1"),
        ("W1 MO #10", "W1 MO #10"),
    ]

    @Test(arguments: rules)
    func tellsRecurrence(_ rule: String, _ text: String) {
        #expect(self.text("RRULE:" + rule) == "Event\nRepeats: " + text)
    }

    static let methods: [(String, String, String)] = [
        ("CANCEL", "", "Cancelled"), ("PUBLISH", "STATUS:CANCELLED\n", "Cancelled"),
        ("REPLY", "ATTENDEE;PARTSTAT=DECLINED:mailto:a@b.example\n", "Declined"),
        ("REPLY", "ATTENDEE;PARTSTAT=TENTATIVE:mailto:a@b.example\n", "Accepted tentatively"),
        ("COUNTER", "", "New time proposed"), ("PUBLISH", "", "Event"), ("X-OTHER", "", "Event"),
    ]

    @Test(arguments: methods)
    func headingTellsWhatHappens(_ method: String, _ lines: String, _ heading: String) throws {
        let text =
            "BEGIN:VCALENDAR\nMETHOD:\(method)\nBEGIN:VEVENT\nSUMMARY:Roof\n" + lines
            + "END:VEVENT\n"
        let found = try #require(CalendarInvitation(text)?.readableText)
        #expect(found.hasPrefix("\(heading): Roof\n"))
        #expect(found.hasSuffix("\nMethod: \(method)"))
    }

    @Test func readsTasksAndSeveralEvents() {
        #expect(
            text("SUMMARY:Order bulbs\nDUE;VALUE=DATE:20270201", component: "VTODO")
                == "Task: Order bulbs\nDue: 2027-02-01")
        let event = "BEGIN:VEVENT\nSUMMARY:Visit\nEND:VEVENT\n"
        let limit = FixedLimits.calendarEventCount
        let text = "BEGIN:VCALENDAR\n" + String(repeating: event, count: limit + 2)
        let shown = Array(repeating: "Event: Visit", count: limit).joined(separator: "\n\n")
        #expect(
            CalendarInvitation(text + "END:VCALENDAR\n")?.readableText
                == shown + "\n\nEvents not shown: 2")
        #expect(CalendarInvitation("BEGIN:VCALENDAR\nEND:VCALENDAR\n")?.readableText == "")
    }

    @Test func countsAttendeesBeyondTheLimit() throws {
        let limit = FixedLimits.calendarAttendeeCount
        let lines = String(repeating: "ATTENDEE:mailto:a@b.example\n", count: limit + 3)
        let found = try #require(text(lines))
        #expect(found.split(separator: ",").count == limit + 1)
        #expect(found.hasSuffix("a@b.example, 3 more"))
    }

    @Test func readsQuotedPrintableOfOldCalendars() {
        let lines = """
            SUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Pr=FCfung der=
             Anlage
            LOCATION;QUOTED-PRINTABLE;CHARSET=UTF-8:Stra=C3=9Fe 1=0D=0AHof
            ATTENDEE;ROLE=ORGANIZER:Jo Elm <jo@elm.example>
            ATTENDEE;STATUS=ACCEPTED:Al <al@elm.example>
            """
        let expected = """
            Event: Prüfung der Anlage
            Where: Straße 1, Hof
            Organizer: Jo Elm <jo@elm.example>
            Attendees: Al <al@elm.example> (accepted)
            """
        #expect(text(lines) == expected)
    }

    @Test func readsCharactersThatAFoldSplits() {
        let head = "Content-Type: text/calendar; charset=utf-8; method=cancel\n\n"
        let start = Array((head + "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:T").utf8)
        let end = Array("r\nEND:VEVENT\nEND:VCALENDAR\n".utf8)
        let message = Message(start + [0xC3, 0x0A, 0x20, 0xBC] + end)
        #expect(message.calendarInvitation?.summary == "Tür")
        #expect(message.calendarInvitation?.method == "CANCEL")
    }

    @Test func readsParametersThatBreakTheRules() {
        let lines = """
            ORGANIZER;CN="Jo: Elm:mailto:jo@elm.example
            ATTENDEE;CN=Ash\\, Bo;EMAIL=bo@elm.example:/principals/7
            ATTENDEE;CN=The ^'best^' one:mailto:c@elm.example
            """
        let attendees = "\"Ash, Bo\" <bo@elm.example>, The \"best\" one <c@elm.example>"
        let found = text(lines)
        #expect(found?.contains("jo@elm.example") == true)
        #expect(found?.hasSuffix("Attendees: " + attendees) == true)
    }

    @Test func readsDescriptionsInHTML() {
        #expect(
            text("DESCRIPTION:<b>Bring</b> keys.<br>Gate\\nB &amp; C")
                == "Event\n\nBring keys.\nGate\nB & C")
        #expect(text("DESCRIPTION:a < b") == "Event\n\na < b")
    }

    @Test func survivesCutsAndChanges() {
        let lines =
            (Self.times.map(\.0) + Self.rules.map { "RRULE:" + $0.0 }).joined(separator: "\n")
        for bytes in mutations(of: Array(calendar(lines).utf8)) {
            _ = CalendarInvitation(String(decoding: bytes, as: UTF8.self))?.readableText
        }
    }

    @Test func calendarWithoutANameIsInviteICS() {
        func names(_ parameters: String) -> [String?] {
            let text = "Content-Type: text/calendar\(parameters)\n\nBEGIN:VCALENDAR\n"
            return Message(Array(text.utf8)).attachments.map(\.fileName)
        }
        #expect(names("") == ["invite.ics"])
        #expect(names("; name=roof.ics") == ["roof.ics"])
    }
}
