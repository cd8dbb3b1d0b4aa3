// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

extension Desk {
    /// Hands the emails of a mailbox, or of all that the viewer may read, to `body`, one by one,
    /// as long as it returns true.
    package func forEachEmail(
        mailbox: String?, filter: Store.EmailFilter = Store.EmailFilter(),
        order: Store.EmailOrder = .date, page: Store.Page = .all,
        _ body: (Store.EmailRow) throws -> Bool
    ) throws {
        try store.forEachEmail(
            in: mailboxIDs(named: mailbox), seenBy: viewer.name, filter: filter, order: order,
            page: page, body)
    }

    /// An email as lists show it.
    package func emailRow(_ id: Int64) throws -> Store.EmailRow {
        guard
            let row = try store.emailRow(id: id, in: access.readable, seenBy: viewer.name)
        else { throw DeskError.noSuchEmail(id) }
        return row
    }

    /// An email with its bytes.
    package func openedEmail(_ id: Int64) throws -> OpenedEmail {
        let row = try emailRow(id)
        return OpenedEmail(
            row: row, message: Message(try raw(of: row)),
            record: try store.programRecord(threadID: row.email.threadID))
    }

    /// The bytes of an email, exactly as they are kept.
    package func raw(_ id: Int64) throws -> [UInt8] {
        try raw(of: emailRow(id))
    }

    /// The emails of the thread that an email belongs to, oldest first.
    package func thread(ofEmail id: Int64) throws -> [Store.EmailRow] {
        try store.emailRows(
            threadID: emailRow(id).email.threadID, in: access.readable, seenBy: viewer.name)
    }

    /// What was decided and done about an email, oldest first.
    package func journal(ofEmail id: Int64) throws -> [JournalEntry] {
        let row = try emailRow(id)
        return try store.journal(emailID: row.email.id)
    }

    /// Marks emails as read or unread for the viewer; all of them or, where one is not the
    /// viewer's to see, none.
    package func mark(_ ids: [Int64], asRead isRead: Bool, at now: Int64) throws {
        for id in ids { _ = try emailRow(id) }
        try store.setRead(isRead, emailIDs: ids, by: viewer.name, at: now)
    }

    /// Notes that the viewer has looked at the thread of an email now; what was not read stays so.
    package func noteLooked(atThreadOf id: Int64, at now: Int64) throws {
        let seen = try thread(ofEmail: id).filter { $0.email.direction == .out || $0.isSeen }
        try store.setRead(
            true, emailIDs: seen.map(\.email.id), by: viewer.name, at: now)
    }

    /// The messages of the outbox by which an outgoing email leaves, one for each recipient.
    package func sending(of email: Email) throws -> [Store.OutboxRow] {
        guard email.direction == .out, let messageID = email.messageID else { return [] }
        let row = try emailRow(email.id)
        return try store.outboxRows(mailboxID: row.email.mailboxID, messageID: messageID)
    }

    private func raw(of row: Store.EmailRow) throws -> [UInt8] {
        guard let raw = try store.raw(emailID: row.email.id) else {
            throw StoreError.damaged(what: "email \(row.email.id) without its bytes")
        }
        return raw
    }
}
