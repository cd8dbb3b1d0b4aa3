// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import JSON
import Platform
import Store
import SystemMailbox
import Views

/// `case`: shows one case, sets its fields, adds a note.
struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Show one case, set its fields, add a note.",
        discussion: """
            case 7                         shows it
            case 7 set --status resolved   sets fields
            case 7 note < text             adds a note that customers never see
            """)

    @Argument(help: ArgumentHelp("The case's number.", valueName: "n"))
    var number: Int64

    @Argument(help: "set or note; without it the case is shown.")
    var verb: RecordVerb?

    @OptionGroup var fields: RecordFields

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("With set: the new priority.", valueName: "priority"))
    var priority: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("With set: who works on it; empty: nobody.", valueName: "user"))
    var assignTo: String?

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp("With set: a tag to add; -TAG takes it away.", valueName: "tag"))
    var tag: [String] = []

    @OptionGroup var global: GlobalOptions

    private var change: RecordChange {
        var change = fields.change
        change.priority = priority
        change.assignTo = assignTo
        change.tags = tag
        return change
    }

    func validate() throws { try RecordVerb.check(verb, change) }

    func run() throws {
        let session = try Session(global, for: .everybody)
        let note = verb == .note ? try RecordVerb.readNote() : nil
        let desk = try session.openDesk()
        let now = session.clock.now()
        if let note {
            try desk.addNote(note, to: .case(number), at: now)
        } else if verb == .set {
            _ = try desk.set(caseNumber: number, change, at: now)
        }
        let row = try desk.caseRow(number)
        let emailIDs = try desk.emailIDs(ofCase: number)
        let events = try desk.events(of: .case(number))
        if session.isJSON {
            var object = row.json(emailIDs: emailIDs, notes: events).object ?? JSONObject()
            object["links"] = .array(try desk.links(ofCase: number).map(\.json))
            session.output.json(.object(object))
        } else {
            try show(row, emailIDs, events, desk, session)
        }
        session.output.finish()
        RecordView.noteSeen(.case(number), desk)
    }

    private func show(
        _ row: Store.CaseRow, _ emailIDs: [Int64], _ events: [RecordEvent], _ desk: Desk,
        _ session: Session
    ) throws {
        let record = row.record
        var fields = FieldList()
        fields.add("Case", String(record.number))
        fields.add("Subject", record.subject.isEmpty ? "(no subject)" : record.subject)
        fields.add("Mailbox", row.mailboxName)
        fields.add("Status", record.status)
        fields.add("Priority", record.priority)
        fields.add("Source", record.source)
        fields.add("Owner", record.owner ?? "-")
        fields.add("Assigned to", record.assignedTo ?? "-")
        fields.add("Tags", record.tags.joined(separator: ", "))
        fields.add("Contact", row.contact?.text ?? "-")
        fields.add("Opened", Timestamp.readable(record.createdAt))
        fields.add("Changed", Timestamp.readable(record.updatedAt))
        for link in try desk.links(ofCase: number) {
            switch link.relation {
            case .follows: fields.add("Follows", "case \(link.other)")
            case .mergedInto: fields.add("Merged into", "case \(link.other)")
            }
        }
        fields.write(to: session.output)
        // After a change its record is enough; who wants to read on asks for the case.
        guard verb == nil else { return }
        RecordView.write(description: record.description, to: session.output)
        try RecordView.write(emails: emailIDs, of: desk, session)
        RecordView.write(events: events, to: session.output)
    }
}
