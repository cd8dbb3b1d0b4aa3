// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import Store
import SystemMailbox
import Views

/// Emails, cases, leads and people in one answer, each kind under its heading.
///
/// For programs each is an object with its `type`, written at once.
struct SearchResultsView {
    private let session: Session
    private let columns = Terminal.columns
    private var emails: EmailTable
    private var cases: CaseTable
    private var leads: LeadTable
    private var people = Table([
        Table.Column("Name", upTo: 30), Table.Column("Address", upTo: nil),
    ])

    init(_ session: Session) {
        self.session = session
        let dates = ShortDate(now: session.clock.now())
        emails = EmailTable(dates: dates, columns: columns)
        cases = CaseTable(dates: dates)
        leads = LeadTable(dates: dates)
    }

    /// Adds an email.
    mutating func add(_ row: Store.EmailRow) {
        if !writes(row.json, type: "email") { emails.add(row) }
    }

    /// Adds a case with the keys of its emails.
    mutating func add(_ row: Store.CaseRow, emailIDs: [Int64]) {
        if !writes(row.json(emailIDs: emailIDs), type: "case") { cases.add(row) }
    }

    /// Adds a lead with the keys of its emails.
    mutating func add(_ row: Store.LeadRow, emailIDs: [Int64]) {
        if !writes(row.json(emailIDs: emailIDs), type: "lead") { leads.add(row) }
    }

    /// Adds a person.
    mutating func add(_ person: Person) {
        if !writes(person.json, type: "contact") {
            people.add([Table.Cell(person.name ?? ""), Table.Cell(person.address)])
        }
    }

    /// Writes the tables; kinds of which there is nothing are left out.
    func write() {
        guard !session.isJSON else { return }
        let output = session.output
        var isFirst = true
        func head(_ title: String) {
            if !isFirst { output.line() }
            isFirst = false
            output.line(output.style.bold(title))
        }
        if !emails.isEmpty {
            head("Emails")
            emails.write(to: output, columns: columns)
        }
        if !cases.isEmpty {
            head("Cases")
            cases.write(to: output)
        }
        if !leads.isEmpty {
            head("Leads")
            leads.write(to: output)
        }
        if !people.isEmpty {
            head("Contacts")
            people.write(to: output)
        }
        if isFirst { output.note("nothing matches") }
    }

    private func writes(_ json: JSON, type: String) -> Bool {
        guard session.isJSON else { return false }
        var object = JSONObject()
        object["type"] = .string(type)
        for (name, value) in json.object ?? JSONObject() { object[name] = value }
        session.output.json(.object(object))
        return true
    }
}
