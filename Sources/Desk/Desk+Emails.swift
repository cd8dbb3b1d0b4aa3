// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

extension Desk {
    /// Calls `body` for each email of a mailbox, or of all mailboxes that the viewer may read,
    /// until it returns false.
    package func forEachEmail(
        mailbox: String?, filter: Store.EmailFilter = Store.EmailFilter(),
        order: Store.EmailOrder = .date, page: Store.Page = .all,
        _ body: (Store.EmailRow) throws -> Bool
    ) throws {
        try store.forEachEmail(
            in: mailboxIDs(named: mailbox), seenBy: viewer.name, filter: filter, order: order,
            page: page, body)
    }

    /// Returns an email as lists show it.
    package func emailRow(_ id: Int64) throws -> Store.EmailRow {
        guard
            let row = try store.emailRow(id: id, in: access.readable, seenBy: viewer.name)
        else { throw DeskError.noSuchEmail(id) }
        return row
    }

    /// Returns an email with its bytes.
    package func openedEmail(_ id: Int64) throws -> OpenedEmail {
        let row = try emailRow(id)
        return OpenedEmail(
            row: row, message: Message(try raw(of: row)),
            record: try store.programRecord(threadID: row.email.threadID))
    }

    /// Returns the bytes of an email as they are stored.
    package func raw(_ id: Int64) throws -> [UInt8] {
        try raw(of: emailRow(id))
    }

    /// Returns the emails of the thread that an email belongs to, oldest first.
    package func thread(ofEmail id: Int64) throws -> [Store.EmailRow] {
        try store.emailRows(
            threadID: emailRow(id).email.threadID, in: access.readable, seenBy: viewer.name)
    }

    /// Returns the journal entries of an email, oldest first, without what only a mailbox says that
    /// the viewer may not read.
    package func journal(ofEmail id: Int64) throws -> [JournalEntry] {
        let row = try emailRow(id)
        let others = try OtherMailboxes(access, in: store)
        return try store.journal(emailID: row.email.id).map { try others.hidden(in: $0) }
    }

    /// Marks emails as read or unread for the viewer; none of them if the viewer may not see one.
    package func mark(_ ids: [Int64], asRead isRead: Bool, at now: Int64) throws {
        for id in ids { _ = try emailRow(id) }
        try store.setRead(isRead, emailIDs: ids, by: viewer.name, at: now)
    }

    /// Stores that the viewer has looked at the thread of an email now; unread emails stay unread.
    package func noteLooked(atThreadOf id: Int64, at now: Int64) throws {
        let seen = try thread(ofEmail: id).filter { $0.email.direction == .out || $0.isSeen }
        try store.setRead(
            true, emailIDs: seen.map(\.email.id), by: viewer.name, at: now)
    }

    /// Returns the outbox entries of an outgoing email, one for each recipient.
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
