// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import JSON
import Platform
import Store
import SystemMailbox

/// Exports everything about one person to a file of JSON Lines, whose objects have a `type`.
package struct PersonExport {
    private let desk: Desk
    private let store: Store
    private let person: PersonData
    private let emergency: [EmergencyMail]

    /// Creates an export of the data that was found about a person, which is read through `desk`.
    package init(
        _ person: PersonData, emergency: [EmergencyMail], in store: Store, through desk: Desk
    ) {
        self.person = person
        self.emergency = emergency
        self.store = store
        self.desk = desk
    }

    /// Writes the file; `json` returns the JSON form of an entry.
    ///
    /// - Throws: `TransferError.exists`, `SystemError`, `DeskError`, or an error of the store.
    package func write(to path: String, json: (PersonEntry) throws -> JSON) throws {
        guard try FileSystem.linkStatus(path) == nil else {
            throw TransferError.exists(path: path)
        }
        let file = try NewFile(path)
        try forEach { try file.write($0.line(json($0))) }
        try file.finish()
    }

    /// Passes every entry to `body`; records come before the emails.
    private func forEach(_ body: (PersonEntry) throws -> Void) throws {
        for id in person.contacts {
            if let contact = try store.contact(id: id) { try body(.contact(contact)) }
        }
        for number in person.cases {
            let row = try desk.caseRow(number)
            let emails = try desk.emailIDs(ofCase: number)
            try body(.case(row, emailIDs: emails, events: try desk.events(of: .case(number))))
        }
        for number in person.leads {
            let row = try desk.leadRow(number)
            let emails = try desk.emailIDs(ofLead: number)
            try body(.lead(row, emailIDs: emails, events: try desk.events(of: .lead(number))))
        }
        let records = person.cases.map(RecordID.case) + person.leads.map(RecordID.lead)
        for event in try records.flatMap({ try desk.events(of: $0) }) { try body(.event(event)) }
        for id in person.emailIDs {
            let (row, raw) = try desk.exported(id)
            try body(.email(row, raw: raw))
            for entry in try store.journal(emailID: id) { try body(.journal(entry)) }
            for id in try store.outboxIDs(ofEmail: id) { try body(outbox(id)) }
        }
        for id in person.outbox { try body(outbox(id)) }
        for id in person.journal {
            if let entry = try store.journalEntry(id: id) { try body(.journal(entry)) }
        }
        for mail in emergency { try body(.emergency(mail)) }
    }

    private func outbox(_ id: Int64) throws -> PersonEntry {
        .outbox(
            try store.outboxRow(id: id), bytes: try store.outboxEntry(id: id)?.message ?? [])
    }
}
