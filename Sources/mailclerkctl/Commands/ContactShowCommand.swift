// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import JSON
import Platform
import SystemMailbox
import Views

/// `contact`: what there is of one person.
struct ContactShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the cases, leads and emails of one person.")

    @Argument(help: "The person's mail address.")
    var address: String

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDesk()
        try SearchIndexing.update(for: desk, session)
        let history = try desk.history(
            of: address, page: list.piece(isJSON: session.isJSON))
        if session.isJSON {
            session.output.json(try json(history, desk))
        } else {
            show(history, session)
        }
        session.output.finish()
    }

    private func json(_ history: PersonHistory, _ desk: Desk) throws -> JSON {
        var object = history.person.json.object ?? JSONObject()
        object["cases"] = .array(
            try history.cases.map { row in
                row.json(emailIDs: try desk.emailIDs(ofCase: row.record.number))
            })
        object["leads"] = .array(
            try history.leads.map { row in
                row.json(emailIDs: try desk.emailIDs(ofLead: row.lead.number))
            })
        object["emails"] = .array(history.emails.map(\.json))
        return .object(object)
    }

    private func show(_ history: PersonHistory, _ session: Session) {
        var fields = FieldList()
        fields.add("Name", history.person.name)
        fields.add("Address", history.person.address)
        fields.write(to: session.output)
        let columns = Terminal.columns
        let dates = ShortDate(now: session.clock.now())
        var cases = CaseTable(dates: dates)
        for row in history.cases { cases.add(row) }
        var leads = LeadTable(dates: dates)
        for row in history.leads { leads.add(row) }
        var emails = EmailTable(dates: dates, columns: columns)
        for row in history.emails { emails.add(row) }
        if !cases.isEmpty {
            session.output.line()
            cases.write(to: session.output)
        }
        if !leads.isEmpty {
            session.output.line()
            leads.write(to: session.output)
        }
        if !emails.isEmpty {
            session.output.line()
            emails.write(to: session.output, columns: columns)
        }
    }
}
