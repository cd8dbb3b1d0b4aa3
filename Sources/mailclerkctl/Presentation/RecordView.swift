// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import JSON
import Platform
import Store
import SystemMailbox
import Views

/// What cases and leads have in common when people read one.
enum RecordView {
    /// Writes what the customer wrote.
    static func write(description: String, to output: Output) {
        guard !description.isEmpty else { return }
        output.line()
        ReadingText(description).write(to: output)
    }

    /// Writes the list of a record's emails.
    static func write(emails ids: [Int64], of desk: Desk, _ session: Session) throws {
        guard !ids.isEmpty else { return }
        let columns = Terminal.columns
        var table = EmailTable(dates: ShortDate(now: session.clock.now()), columns: columns)
        for id in ids { table.add(try desk.emailRow(id)) }
        session.output.line()
        table.write(to: session.output, columns: columns)
    }

    /// Writes what people did to a record and noted of it.
    static func write(events: [RecordEvent], to output: Output) {
        guard !events.isEmpty else { return }
        output.line()
        output.line(output.style.dimmed("What was done:"))
        for event in events {
            let head = "\(Timestamp.readable(event.at))  \(event.by)"
            switch event.kind {
            case .note:
                output.sentence("\(head) noted:")
                let text = Terminal.sanitised(
                    event.details["text"]?.string ?? "", keepsLines: true)
                for line in text.split(
                    omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                {
                    output.line("    " + line)
                }
            case .set:
                output.sentence("\(head) " + words(of: event))
            case .replied, .forwarded:
                let people = event.details["to"]?.array?.compactMap(\.string) ?? []
                let email = event.details["email"]?.text ?? "?"
                let what = event.kind == .replied ? "answered" : "passed on"
                output.sentence(
                    "\(head) \(what) with email \(email) to " + people.joined(separator: ", "))
            case .moved:
                for (name, value) in event.details.object ?? JSONObject() {
                    output.sentence("\(head) " + words(of: name, value))
                }
            }
        }
    }

    private static func words(of event: RecordEvent) -> String {
        let fields = event.details.object ?? JSONObject()
        let changes = fields.map { name, value in
            let new = value["new"]?.string ?? "nobody"
            guard let old = value["old"]?.string else { return "\(name) \(new)" }
            return "\(name) \(old) -> \(new)"
        }
        return "set " + changes.joined(separator: ", ")
    }

    /// What became of a record's place.
    private static func words(of change: String, _ value: JSON) -> String {
        let new = value["new"]?.string ?? "nobody's"
        switch change {
        case "merged_into": return "made it part of \(new)"
        case "merged": return "made \(new) part of it"
        case "split_off": return "took \(new) out"
        default: return "moved it from \(value["old"]?.string ?? "nowhere") to \(new)"
        }
    }

    /// Notes that the viewer has seen a record; one that cannot be noted now is no failure.
    static func noteSeen(_ record: RecordID, _ desk: Desk) {
        try? desk.noteSeen(record)
    }
}
