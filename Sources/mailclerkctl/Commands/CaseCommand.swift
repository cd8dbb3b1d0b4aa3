// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import JSON
import Platform
import SystemMailbox

/// `case`: one case.
struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Show one case.")

    @Argument(help: ArgumentHelp("The case's number.", valueName: "n"))
    var number: Int64

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDesk()
        let row = try desk.caseRow(number)
        let emailIDs = try desk.emailIDs(ofCase: number)
        if session.isJSON {
            var object = row.json(emailIDs: emailIDs).object ?? JSONObject()
            object["links"] = .array(try desk.links(ofCase: number).map(\.json))
            session.output.json(.object(object))
        } else {
            try show(row, emailIDs, desk, session)
        }
        session.output.finish()
    }

    private func show(
        _ row: Store.CaseRow, _ emailIDs: [Int64], _ desk: Desk, _ session: Session
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
        RecordSheet.write(description: record.description, to: session.output)
        try RecordSheet.write(emails: emailIDs, of: desk, session)
    }
}
