// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import InternetMessage
import JSON
import Platform
import Store
import SystemMailbox
import Views

/// Everything of one person in a file of JSON Lines, each with its `type`.
struct PersonExport {
    let desk: Desk
    let store: Store
    let footprint: PersonData

    /// Writes the file, which must not exist yet.
    func write(to path: String, emergency: [EmergencyMail]) throws {
        guard try FileSystem.linkStatus(path) == nil else {
            throw CommandProblem(
                .notAllowed, "\(path) is there already; remove it or name another with -o")
        }
        let file = try NewFile(path)
        func line(_ type: String, _ json: JSON) throws {
            var object = JSONObject([("type", .string(type))])
            for (name, value) in json.object ?? JSONObject() { object[name] = value }
            try file.write(Array((JSON.object(object).text + "\n").utf8))
        }
        for id in footprint.contacts {
            guard let contact = try store.contact(id: id) else { continue }
            try line(
                "contact",
                [
                    "address": .string(contact.address), "name": JSON(optional: contact.name),
                    "first_name": .string(contact.firstName),
                    "last_name": .string(contact.lastName),
                ])
        }
        for number in footprint.cases {
            try line(
                "case",
                desk.caseRow(number).json(
                    emailIDs: desk.emailIDs(ofCase: number), notes: desk.events(of: .case(number))))
        }
        for number in footprint.leads {
            try line(
                "lead",
                desk.leadRow(number).json(
                    emailIDs: desk.emailIDs(ofLead: number), notes: desk.events(of: .lead(number))))
        }
        let records = footprint.cases.map(RecordID.case) + footprint.leads.map(RecordID.lead)
        for event in try records.flatMap({ try desk.events(of: $0) }) {
            try line("event", event.transferJSON)
        }
        for id in footprint.emailIDs {
            let (row, raw) = try desk.exported(id)
            try line("email", .object(TransferLine(row, raw: raw).object))
            for entry in try store.journal(emailID: id) { try line("journal", entry.json) }
            for key in try store.outboxIDs(ofEmail: id) { try line("outbox", outbox(key)) }
        }
        for id in footprint.outbox { try line("outbox", outbox(id)) }
        for id in footprint.journal {
            if let entry = try store.journalEntry(id: id) { try line("journal", entry.json) }
        }
        for mail in emergency {
            try line(
                "emergency",
                ["name": .string(mail.name), "bytes": .string(Base64.encode(mail.bytes))])
        }
        try file.finish()
    }

    private func outbox(_ id: Int64) throws -> JSON {
        var object = try store.outboxRow(id: id)?.json.object ?? JSONObject()
        object["bytes"] = .string(Base64.encode(try store.outboxEntry(id: id)?.message ?? []))
        return .object(object)
    }
}

/// A file of the emergency directory.
struct EmergencyMail {
    let name: String
    let bytes: [UInt8]

    /// Those of a store that have this address in them, whatever the case of its letters.
    static func mentioning(_ address: String, beside storePath: String) throws -> [EmergencyMail] {
        let directory = EmergencyDirectory(storePath: storePath).path
        guard try FileSystem.status(directory) != nil else { return [] }
        let wanted = Array(address.lowercased().utf8)
        return try FileSystem.list(directory).compactMap { name in
            let bytes = try FileSystem.read("\(directory)/\(name)")
            let text = bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
            return text.firstRange(of: wanted) == nil
                ? nil : EmergencyMail(name: name, bytes: bytes)
        }
    }
}

extension RecordEvent {
    /// All of what somebody did to a record.
    fileprivate var transferJSON: JSON {
        [
            "record": .string(record.kind.rawValue), "number": .integer(record.number),
            "at": .string(Timestamp.rfc3339(at)), "by": .string(by),
            "event": .string(kind.rawValue), "details": details,
        ]
    }
}
