// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Platform
import Store
import SystemMailbox
import Views

/// `lead`: shows one lead, sets its fields, adds a note.
struct LeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lead", abstract: "Show one lead, set its fields, add a note.",
        discussion: """
            lead 7                       shows it
            lead 7 set --status won      sets fields
            lead 7 note < text           adds a note that customers never see
            """)

    @Argument(help: ArgumentHelp("The lead's number.", valueName: "n"))
    var number: Int64

    @Argument(help: "set or note; without it the lead is shown.")
    var verb: RecordVerb?

    @OptionGroup var fields: RecordFields
    @OptionGroup var global: GlobalOptions

    func validate() throws { try RecordVerb.check(verb, fields.change) }

    func run() throws {
        let session = try Session(global, for: .everybody)
        let note = verb == .note ? try RecordVerb.readNote() : nil
        let desk = try session.openDesk()
        let now = session.clock.now()
        if let note {
            try desk.addNote(note, to: .lead(number), at: now)
        } else if verb == .set {
            _ = try desk.set(leadNumber: number, fields.change, at: now)
        }
        let row = try desk.leadRow(number)
        let emailIDs = try desk.emailIDs(ofLead: number)
        let events = try desk.events(of: .lead(number))
        if session.isJSON {
            session.output.json(row.json(emailIDs: emailIDs, notes: events))
        } else {
            try show(row, emailIDs, events, desk, session)
        }
        session.output.finish()
        RecordView.noteSeen(.lead(number), desk)
    }

    private func show(
        _ row: Store.LeadRow, _ emailIDs: [Int64], _ events: [RecordEvent], _ desk: Desk,
        _ session: Session
    ) throws {
        let lead = row.lead
        var fields = FieldList()
        fields.add("Lead", String(lead.number))
        fields.add("Name", lead.name.isEmpty ? "(no subject)" : lead.name)
        fields.add("Mailbox", row.mailboxName)
        fields.add("First name", lead.firstName)
        fields.add("Last name", lead.lastName)
        fields.add("Email", lead.email)
        fields.add("Status", lead.status)
        fields.add("Source", lead.source)
        fields.add("Owner", lead.owner ?? "-")
        fields.add("Contact", row.contact?.text ?? "-")
        fields.add("Made", Timestamp.readable(lead.createdAt))
        fields.write(to: session.output)
        guard verb == nil else { return }
        RecordView.write(description: lead.notes, to: session.output)
        try RecordView.write(emails: emailIDs, of: desk, session)
        RecordView.write(events: events, to: session.output)
    }
}
