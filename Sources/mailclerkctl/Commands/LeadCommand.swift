// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import SystemMailbox

/// `lead`: one lead.
struct LeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lead", abstract: "Show one lead.")

    @Argument(help: ArgumentHelp("The lead's number.", valueName: "n"))
    var number: Int64

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDesk()
        let row = try desk.leadRow(number)
        let emailIDs = try desk.emailIDs(ofLead: number)
        if session.isJSON {
            session.output.json(row.json(emailIDs: emailIDs))
        } else {
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
            RecordSheet.write(description: lead.notes, to: session.output)
            try RecordSheet.write(emails: emailIDs, of: desk, session)
        }
        session.output.finish()
    }
}
