// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import JSON
import Platform
import SQL
import Store
import SystemMailbox

/// Imports mail of other programs, or of an export, into a mailbox; it is stored and threaded,
/// without records or replies.
package struct Import {
    /// A message to import, with its known properties.
    package struct Message: Sendable {
        /// The bytes, without an mbox line.
        package let raw: [UInt8]
        /// The time of arrival, in microseconds since 1970, UTC.
        package var receivedAt: Int64
        /// The envelope sender; empty for the null sender, nil if unknown.
        package let sender: String?
        /// The direction; nil to derive it from the author.
        package let direction: Email.Direction?
        /// Whether the importing user has read the message.
        package let isSeen: Bool

        /// A message to import.
        package init(
            raw: [UInt8], receivedAt: Int64, sender: String?, direction: Email.Direction?,
            isSeen: Bool
        ) {
            self.raw = raw
            self.receivedAt = receivedAt
            self.sender = sender
            self.direction = direction
            self.isSeen = isSeen
        }
    }

    /// The result of importing one message.
    package struct Outcome: Equatable, Sendable {
        /// The ID of its email.
        package let emailID: Int64
        /// Whether the mailbox already had the message.
        package let isDuplicate: Bool
        /// The direction of the email.
        package let direction: Email.Direction
    }

    private let store: Store
    private let mailbox: Mailbox
    private let user: String
    /// The mailbox's addresses without wildcards, folded.
    private let addresses: Set<String>

    /// Imports into a mailbox of a store, on behalf of a user.
    ///
    /// - Throws: `SQLError` or `StoreError` if the store failed.
    package init(store: Store, into mailbox: Mailbox, by user: String) throws {
        self.store = store
        self.mailbox = mailbox
        self.user = user
        addresses = Set(
            ([mailbox.address] + (try store.aliases(of: mailbox.id)))
                .filter { !$0.hasPrefix("*") }.map(AddressPattern.folded))
    }

    /// Stores messages, all or none, in one transaction; messages that are already stored are not
    /// changed.
    ///
    /// - Throws: `SQLError` or `StoreError` if the store failed; nothing is stored then.
    package func keep(_ messages: [Message], at now: Int64) throws -> [Outcome] {
        try store.writeInTurn(mustQueue: false) {
            let globalSettings = try store.globalSettings()
            return try messages.map { message in
                let outcome = try keep(message, globalSettings)
                if message.isSeen, !outcome.isDuplicate {
                    try store.markRead(emailID: outcome.emailID, by: user, at: now)
                }
                return outcome
            }
        }
    }

    private func keep(_ message: Message, _ globalSettings: GlobalSettings) throws -> Outcome {
        // The parser removes one mbox line; a message that begins like one gets another in front.
        let isLikeMbox = MboxLine.length(in: message.raw) > 0
        var arrival = Arrival(
            input: isLikeMbox ? Array("From -\n".utf8) + message.raw : message.raw,
            receivedAt: message.receivedAt)
        arrival.sender = message.sender
        arrival.effects.acts = false
        arrival.effects.replies = false
        let decision = Decision(store: store, globalSettings: globalSettings)
        let mail = try decision.attributed(IncomingMail(taking: &arrival), in: mailbox)
        let duplicate = try store.email(
            mailboxID: mailbox.id, messageKey: mail.key.messageKey, digest: mail.key.digest,
            raw: mail.message.bytes)
        if let duplicate {
            return Outcome(emailID: duplicate.id, isDuplicate: true, direction: duplicate.direction)
        }
        let destination = Destination(mailbox: mailbox, recipient: nil, resolvedBy: .import)
        let verdict = try decision.decide(mail, for: destination)
        let direction = message.direction ?? direction(of: mail)
        let id: Int64
        switch direction {
        case .in:
            let commit = Commit(store: store, globalSettings: globalSettings, sendsAtOnce: false)
            id = try commit.carryOut(verdict, mail).emailID
        case .out:
            id = try keepOutgoing(mail, verdict)
        }
        return Outcome(emailID: id, isDuplicate: false, direction: direction)
    }

    /// Returns `out` if the author is an address of the mailbox, otherwise `in`.
    private func direction(of mail: IncomingMail) -> Email.Direction {
        guard let author = mail.author, addresses.contains(author.folded) else { return .in }
        return .out
    }

    private func keepOutgoing(_ mail: IncomingMail, _ verdict: Verdict) throws -> Int64 {
        let thread = verdict.thread?.thread.id
        let threadID =
            try thread
            ?? store.insertThread(mailboxID: mailbox.id)
        var email = mail.email(for: verdict, threadID: threadID)
        email.direction = .out
        email.isVerified = true
        let id = try store.insert(email, raw: mail.message.bytes)
        try store.insert(
            JournalEntry(
                emailID: id, mailboxID: mailbox.id, at: mail.receivedAt, event: .imported,
                details: ["by": .string(user)]))
        return id
    }
}
