// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// The input from which actions create records: a message and the mailbox that it is for.
struct RecordInput {
    let globalSettings: GlobalSettings
    let mail: IncomingMail
    let mailbox: Mailbox

    /// The length at which a subject is cut when it becomes a record's name.
    static let subjectLimitInCharacters = 200
    /// The name of a record whose message has no subject.
    static let noSubject = "(no subject)"

    /// The person the record is about: the author, or the sender that a form names in Reply-To.
    var author: Address? { mail.authorship.person }

    /// Returns the first and last name of the owner of an address.
    func name(of address: Address) -> PersonName {
        PersonName(
            displayName: Person(address).name,
            localPart: BoundedText.cut(
                address.localPart, limitInBytes: BoundedText.addressLimitInBytes))
    }

    /// Returns the ID of the author's contact, which is created if it does not exist; nil without
    /// an author.
    func contact(in store: Store) throws -> Int64? {
        guard let author, author.address.utf8.count <= BoundedText.addressLimitInBytes else {
            return nil
        }
        let name = name(of: author)
        return try store.findOrCreateContact(
            folded: author.folded, person: Person(author), firstName: name.first,
            lastName: name.last, at: mail.receivedAt)
    }

    /// The message's subject as the name of a record: one line, never empty.
    var subject: String {
        let words = mail.message.boundedSubject.split { $0.isWhitespace || $0.isNewline }
        let line = words.joined(separator: " ")
        if line.isEmpty { return Self.noSubject }
        guard line.count > Self.subjectLimitInCharacters else { return line }
        return line.prefix(Self.subjectLimitInCharacters - 1) + "…"
    }
}
