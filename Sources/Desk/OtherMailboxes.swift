// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

/// Replaces the names of mailboxes that a viewer may not read, and what was moved into them, in the
/// history of records and in the journal.
package struct OtherMailboxes {
    /// What a viewer reads in place of the name.
    private static let mailbox = "another mailbox"
    /// What a viewer reads in place of a case in such a mailbox.
    package static let `case` = "a case in \(mailbox)"
    /// The details that remain of a journal entry from when an email was in such a mailbox.
    ///
    /// Rules, recipients and records of the mailbox are left out.
    private static let details: Set = ["by", "to", "cc", "email", "outbox", "kind", "mailbox"]

    private let store: Store
    private let readable: [Int64]
    /// The names of the mailboxes that the viewer may read; nil if these are all.
    private let names: Set<String>?

    /// Reads the names of the viewer's mailboxes.
    init(_ access: Access, in store: Store) throws {
        self.store = store
        readable = access.readable
        names =
            access.readsEverything
            ? nil
            : Set(
                try store.mailboxes(isArchived: nil).filter { access.permits(.see, in: $0.id) }
                    .map(\.name))
    }

    /// Returns a user's change of a record as the viewer may see it.
    func hidden(in event: RecordEvent) throws -> RecordEvent {
        guard names != nil, case .object(let details) = event.details else { return event }
        var event = event
        event.details = .object(try hidden(in: details))
        return event
    }

    /// Returns a journal entry as the viewer may see it.
    func hidden(in entry: JournalEntry) throws -> JournalEntry {
        guard names != nil, case .object(var details) = entry.details else { return entry }
        if let mailboxID = entry.mailboxID, !readable.contains(mailboxID) {
            details = JSONObject(details.filter { Self.details.contains($0.0) }.map { ($0, $1) })
            if details["mailbox"]?.object == nil { details["mailbox"] = .string(Self.mailbox) }
        }
        var entry = entry
        entry.details = .object(try hidden(in: details))
        return entry
    }

    /// Returns a case to which another one is linked; nil if the viewer may not see it.
    func visible(_ number: Int64) throws -> Int64? {
        guard names != nil else { return number }
        return try store.caseRow(number: number, in: readable).map(\.record.number)
    }

    private func hidden(in details: JSONObject) throws -> JSONObject {
        var shown = details
        for (key, value) in details {
            switch key {
            case "mailbox":
                guard case .object(let change) = value else { continue }
                shown[key] = .object(JSONObject(change.map { ($0, hiddenMailbox($1)) }))
            case "merged_into", "merged":
                try replace(key, in: &shown, by: Self.case) { number in
                    try visible(number) != nil
                }
            case "split_off":
                try replace(key, in: &shown, by: "an email in \(Self.mailbox)") { id in
                    try store.emailRow(id: id, in: readable, seenBy: "") != nil
                }
            case "history":
                // The history of a record that was undone.
                shown[key] = .array(try (value.array ?? []).map { try hiddenEvent($0) })
            default: break
            }
        }
        return shown
    }

    private func hiddenMailbox(_ name: JSON) -> JSON {
        guard let text = name.string, names?.contains(text) == false else { return name }
        return .string(Self.mailbox)
    }

    private func hiddenEvent(_ event: JSON) throws -> JSON {
        guard case .object(var object) = event, case .object(let details)? = object["details"]
        else { return event }
        object["details"] = .object(try hidden(in: details))
        return .object(object)
    }

    /// Replaces a name such as `case 7` in `new`, unless the viewer may see what it names.
    private func replace(
        _ key: String, in details: inout JSONObject, by text: String,
        unless isVisible: (Int64) throws -> Bool
    ) throws {
        guard let name = details[key]?["new"]?.string,
            let number = name.split(separator: " ").last.flatMap({ Int64($0) }),
            try !isVisible(number)
        else { return }
        details[key] = ["new": .string(text)]
    }
}
