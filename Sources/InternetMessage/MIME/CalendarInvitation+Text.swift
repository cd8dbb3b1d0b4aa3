// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension CalendarInvitation {
    /// The events as lines that people read: what, when, where, who, and the method; empty if there
    /// is no event.
    ///
    /// The description of an event follows after an empty line.
    public var readableText: String { readableText(withDescription: true) }

    /// Returns `readableText`, with or without the descriptions.
    ///
    /// - Parameter withDescription: False if the message itself has the words of the description,
    ///   as those of Outlook and Google have.
    /// - Returns: The lines, without a line ending at the end.
    public func readableText(withDescription: Bool) -> String {
        var paragraphs: [String] = []
        for (index, event) in events.enumerated() {
            var lines = fields(of: event)
            if index == 0, let method { lines.append("Method: \(Self.line(method))") }
            paragraphs.append(lines.joined(separator: "\n"))
            guard withDescription else { continue }
            for words in [event.comment, event.description] {
                let text = Self.paragraphs(words ?? "")
                if !text.isEmpty { paragraphs.append(text) }
            }
        }
        let more = eventCount - events.count
        if more > 0 { paragraphs.append("Events not shown: \(more)") }
        return paragraphs.joined(separator: "\n\n")
    }

    private func fields(of event: CalendarEvent) -> [String] {
        var lines: [String] = []
        func add(_ name: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            lines.append("\(name): \(value)")
        }
        let summary = Self.line(event.summary ?? "")
        lines.append(summary.isEmpty ? heading(of: event) : "\(heading(of: event)): \(summary)")
        if event.isTask {
            add("Start", event.start.map { CalendarMoment.readable($0, otherZone: timeZone) })
            add("Due", event.end.map { CalendarMoment.readable($0, otherZone: timeZone) })
        } else {
            add("When", when(event))
        }
        add("Repeats", event.recurrence.map { Self.line(CalendarRecurrence.readable($0)) })
        add("Where", Self.line(event.location ?? "", separator: ", "))
        add("Organizer", event.organizer.map(Self.person))
        add("Attendees", Self.people(event))
        add("Link", event.link.map { Self.line($0) })
        return lines
    }

    /// Returns what happens with the event, from the method (RFC 5546 section 1.4).
    private func heading(of event: CalendarEvent) -> String {
        let kind = event.isTask ? "Task" : "Event"
        if method == "CANCEL" || event.status == "CANCELLED" { return "Cancelled" }
        switch method {
        case "REQUEST": return event.isTask ? kind : "Invitation"
        case "REPLY":
            switch event.attendees.first?.answer {
            case "ACCEPTED": return "Accepted"
            case "DECLINED": return "Declined"
            case "TENTATIVE": return "Accepted tentatively"
            default: return "Answer to an invitation"
            }
        case "COUNTER": return "New time proposed"
        case "DECLINECOUNTER": return "Proposed time declined"
        case "REFRESH": return "Details requested"
        default: return kind
        }
    }

    private func when(_ event: CalendarEvent) -> String? {
        guard let start = event.start else {
            return event.end.map { "until " + CalendarMoment.readable($0, otherZone: timeZone) }
        }
        guard let first = CalendarMoment(start, otherZone: timeZone) else {
            return CalendarMoment.readable(start, otherZone: timeZone)
        }
        var last = event.end.flatMap { CalendarMoment($0, otherZone: timeZone) }
        if last == nil, let duration = event.duration { last = first.adding(seconds: duration) }
        return first.readable(to: last)
    }

    // MARK: People

    private static func people(_ event: CalendarEvent) -> String {
        var texts = event.attendees.map(person)
        let more = event.attendeeCount - texts.count
        if more > 0 { texts.append("\(more) more") }
        return texts.joined(separator: ", ")
    }

    private static func person(_ person: CalendarEvent.Person) -> String {
        let address = line(person.address)
        var text = address
        if let name = person.name.map({ line($0) }), !name.isEmpty, name != address {
            // The comma of a name must not look like the end of a person.
            let shown = name.utf8.contains(ASCII.comma) ? "\"\(name)\"" : name
            text = address.isEmpty ? shown : "\(shown) <\(address)>"
        }
        switch person.answer {
        case "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED", "COMPLETED":
            return "\(text) (\((person.answer ?? "").lowercased()))"
        default: return text
        }
    }

    // MARK: Values

    /// Returns a value on one line.
    private static func line(_ text: String, separator: String = " ") -> String {
        let lines = text.split { $0.isNewline }.map { String($0).trimmingBlanks() }
        return lines.filter { !$0.isEmpty }.joined(separator: separator)
    }

    /// Returns a description, which some programs write as HTML, without white space at its ends.
    private static func paragraphs(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let isHTML = ["</", "<br"].contains { bytes[...].contains(Array($0.utf8)) }
        guard isHTML else {
            let kept = bytes.span.trimmed(0..<bytes.count)
            return TextBody.trimmedEnd(String(decoding: bytes[kept], as: UTF8.self))
        }
        let html = text.split(separator: "\n", omittingEmptySubsequences: false)
        return HTMLText.readable(
            html.joined(separator: "<br>"), limitInBytes: FixedLimits.calendarDescriptionBytes)
    }
}
