// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// The names of contacts, as far as some mailboxes know them.
///
/// A contact belongs to the whole store. Its name may come from an email in a mailbox that the
/// viewer may not read, so the name is taken from the emails of mailboxes that the viewer may read.
final class ContactNames {
    /// At most 3 messages are read for the name that a contact form gives in Reply-To; the columns
    /// of an email have only its From.
    private static let messagesReadAtMost = 3

    private let store: Store
    /// The mailboxes; nil for all.
    private let mailboxIDs: [Int64]?
    /// The names that were found, so that a list searches once for each contact.
    private var found: [Int64: String?] = [:]

    /// Creates the names that these mailboxes know; nil for all mailboxes.
    init(_ store: Store, in mailboxIDs: [Int64]?) {
        self.store = store
        self.mailboxIDs = mailboxIDs
    }

    /// Returns the contact of a record with the name that the mailboxes know.
    func known(_ person: Person?, id: Int64?) throws -> Person? {
        // A contact without a name has none in any mailbox.
        guard let person, person.name != nil, let mailboxIDs, let id else { return person }
        if let name = found[id] { return Person(name: name, address: person.address) }
        let name = try name(of: person.address, id: id, in: mailboxIDs)
        found[id] = .some(name)
        return Person(name: name, address: person.address)
    }

    private func name(of address: String, id: Int64, in mailboxIDs: [Int64]) throws -> String? {
        let folded = AddressPattern.folded(address)
        var name: String?
        var others: [Int64] = []
        try store.forEachAuthor(inRecordsOf: id, in: mailboxIDs) { emailID, author in
            if AddressPattern.folded(author.address) != folded {
                if others.count < Self.messagesReadAtMost { others.append(emailID) }
            } else if let known = author.name, !known.isEmpty {
                name = known
            }
            return name == nil
        }
        for emailID in others where name == nil {
            let message = Message(try store.firstChunk(ofEmail: emailID) ?? [])
            let sender = message.replyTo.first { AddressPattern.folded($0.address) == folded }
            name = sender.flatMap { Person($0).name }
        }
        return name
    }
}
