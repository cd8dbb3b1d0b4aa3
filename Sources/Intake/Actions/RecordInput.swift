// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// What kinds of action make records from: a message and the mailbox that it is for.
struct RecordInput {
    let globalSettings: GlobalSettings
    let mail: IncomingMail
    let mailbox: Mailbox

    /// The most characters of a subject that a record takes.
    static let subjectLimitInCharacters = 200
    /// What a record is called whose message has no subject.
    static let noSubject = "(no subject)"

    /// Whom the record is about: the author, or who is named in a form's Reply-To.
    var author: Address? {
        guard let author = mail.author else { return nil }
        let isForm = mailbox.forms.contains { AddressPattern.folded($0) == author.folded }
        return isForm ? mail.message.replyTo.first ?? author : author
    }

    /// The first and last name that go with an address.
    func name(of address: Address) -> PersonName {
        PersonName(
            displayName: Person(address).name,
            localPart: BoundedText.cut(
                address.localPart, limitInBytes: BoundedText.addressLimitInBytes))
    }

    /// The contact of the record's author, made where there is none; nil without an author.
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
