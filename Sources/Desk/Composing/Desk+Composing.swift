// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import JSON
import Platform
import Store
import Submission
import SystemMailbox

/// Replies and forwards that users write; they require reply access.
extension Desk {
    /// Returns the draft of a message: its recipients, its subject and the initial text.
    ///
    /// Throws `DeskError`; `answeredMeanwhile` if another user has replied meanwhile, unless the
    /// reply is forced.
    package func draft(_ request: ComposeRequest, at now: Int64) throws -> ComposeDraft {
        let plan = try plan(request, at: now)
        try requireUnanswered(request)
        return plan.draft
    }

    /// Adds a user's message to the outbox, once for each recipient, and to its thread as a single
    /// outgoing email.
    ///
    /// This is a single transaction. This process has claimed the entries for sending; if it dies
    /// first, another process sends them. Throws `DeskError`; `answeredMeanwhile` if another user has replied
    /// meanwhile, unless the reply is forced.
    package func send(
        _ message: ComposedMessage, _ request: ComposeRequest, at now: Int64
    ) throws -> SentMessage {
        let plan = try plan(request, at: now)
        let mail = try compose(message, plan, at: now)
        let bytes = mail.bytes()
        guard bytes.count <= PersonalMail.limitInBytes else {
            throw DeskError.messageTooLarge(bytes.count, limit: PersonalMail.limitInBytes)
        }
        let sent = try store.connection.transaction(.write) {
            try requireUnanswered(request)
            return try keep(mail, bytes, plan, at: now)
        }
        // A user who replies has read the email. If the mark cannot be written now, that is not an
        // error.
        if !viewer.isOwner { try? mark([request.emailID], asRead: true, at: now) }
        return sent
    }

    private func plan(_ request: ComposeRequest, at now: Int64) throws -> ComposePlan {
        let opened = try openedEmail(request.emailID)
        let row = opened.row
        try require(
            request.isReply ? .reply : .forward, in: row.email.mailboxID, named: row.mailboxName)
        guard let mailbox = try store.mailbox(id: row.email.mailboxID),
            let thread = try store.thread(id: row.email.threadID)
        else { throw StoreError.damaged(what: "email \(row.email.id) without its thread") }
        guard !mailbox.isArchived else { throw DeskError.isArchived(mailbox: mailbox.name) }
        let source = ComposePlan.Source(
            row: row, message: opened.message, mailbox: mailbox, thread: thread,
            globalSettings: try store.globalSettings(), user: try store.user(named: viewer.name))
        return try ComposePlan(request, source, store: store, at: now)
    }

    private func compose(
        _ message: ComposedMessage, _ plan: ComposePlan, at now: Int64
    ) throws -> PersonalMail {
        let request = plan.request
        guard message.text.utf8.count <= ComposedMessage.textLimitInBytes else {
            throw DeskError.messageTooLarge(
                message.text.utf8.count, limit: ComposedMessage.textLimitInBytes)
        }
        try requireWords(message.text, request)
        let text = request.isWhole ? message.text : plan.text(with: message.text)
        let whole = ComposedMessage(
            text: text.trimmingBlankLines() + "\n",
            attachments: message.attachments + plan.carried)
        let source = plan.source
        let mailbox = source.mailbox
        let token = SignedToken.make(
            mailboxID: mailbox.id, threadID: source.thread.id,
            participant: plan.recipients.to.first.map { Participant.key($0) } ?? "", now: now,
            key: try store.signingKey())
        // Two replies to the same email need different Message-IDs, so the digest is random.
        let messageID = SignedMessageID.make(
            token: token, address: mailbox.address, digest: try Randomness.bytes(16))
        var mail = PersonalMail(
            from: mailbox, authorName: source.user.map { $0.fullName ?? $0.name },
            to: plan.recipients.to.map(Person.init), subject: plan.subject, messageID: messageID,
            message: whole, at: now)
        mail.cc = plan.recipients.cc.map(Person.init)
        mail.fields = plan.saved?.fields ?? []
        if mailbox.hasReplyToken {
            mail.replyTo = AddressPattern.extended(
                mailbox.address, by: token, delimiter: source.globalSettings.recipientDelimiter)
        }
        if request.isReply { mail.chain = ReferenceChain(answering: source.message) }
        return mail
    }

    /// Throws `DeskError.emptyMessage` if the user has written no text.
    ///
    /// A forward or a saved reply needs no text by the user. If the user had the complete text to
    /// edit and deleted all of it, nothing is sent.
    private func requireWords(_ text: String, _ request: ComposeRequest) throws {
        let isEmpty = text.allSatisfy { $0.isWhitespace || $0.isNewline }
        let isSaid =
            if request.isWhole {
                !isEmpty
                    && (!request.isReply || request.saved != nil
                        || !TextSpan.newText(of: text).isEmpty)
            } else {
                !isEmpty || request.saved != nil || !request.isReply
            }
        guard isSaid else { throw DeskError.emptyMessage }
    }

    /// Stores the email, the outbox entries, the participants, the journal entries and the record's
    /// history.
    private func keep(
        _ mail: PersonalMail, _ bytes: [UInt8], _ plan: ComposePlan, at now: Int64
    ) throws -> SentMessage {
        let answered = try emailRow(plan.request.emailID).email
        guard let thread = try store.thread(id: answered.threadID) else {
            throw StoreError.damaged(what: "email \(answered.id) without its thread")
        }
        var copy = Email(mailboxID: answered.mailboxID, receivedAt: now)
        copy.threadID = thread.id
        copy.direction = .out
        copy.describe(Message(bytes))
        // The header has A-labels; lists and searches show the addresses as users know them.
        copy.from?.address = mail.mailbox.address
        copy.to = mail.to
        copy.cc = mail.cc
        copy.messageID = mail.messageID
        copy.messageKey = MessageKey.of(messageID: mail.messageID)
        copy.envelopeSender = mail.mailbox.address
        let everybody = plan.recipients.all
        copy.envelopeRecipient = everybody.count == 1 ? everybody.first?.envelopeForm : nil
        let copyID = try store.insert(copy, raw: bytes)
        try note(copyID, answered, plan, thread, messageID: mail.messageID, at: now)
        let entries = try everybody.map { recipient in
            try add(
                OutboxEntry(
                    emailID: answered.id, mailboxID: answered.mailboxID, kind: .reply,
                    recipient: recipient.envelopeForm, sender: mail.mailbox.address,
                    correspondent: Participant.key(recipient), rule: nil,
                    messageID: mail.messageID, message: bytes, at: now))
        }
        return SentMessage(
            emailID: copyID, draft: plan.draft, messageID: mail.messageID, entries: entries)
    }

    /// Adds an outbox entry that this process has claimed and sends after the commit.
    private func add(_ entry: OutboxEntry) throws -> OutboxEntry {
        var entry = entry
        entry.state = .sending
        entry.attempts = 1
        entry.leaseUntil = entry.createdAt + Outbox.lease
        entry.id = try store.insert(entry)
        return entry
    }

    private func note(
        _ copyID: Int64, _ answered: Email, _ plan: ComposePlan, _ thread: MailThread,
        messageID: String, at now: Int64
    ) throws {
        let isReply = plan.request.isReply
        for address in plan.recipients.all {
            let isOurs =
                try store.isUserAddress(address.folded)
                || store.isOwnAddress(
                    address, delimiter: plan.source.globalSettings.recipientDelimiter)
            guard !isOurs else { continue }
            try store.addParticipant(
                Participant.key(address), threadID: thread.id, at: now)
        }
        let details: JSON = [
            "by": .string(viewer.name), "email": .integer(copyID),
            "to": .array(plan.recipients.to.map { .string($0.address) }),
            "cc": .array(plan.recipients.cc.map { .string($0.address) }),
            "message_id": .string(messageID),
        ]
        try store.insert(
            JournalEntry(
                emailID: answered.id, mailboxID: answered.mailboxID, at: now,
                event: isReply ? .replied : .forwarded, details: details))
        try store.insert(
            JournalEntry(
                emailID: copyID, mailboxID: answered.mailboxID, at: now,
                event: isReply ? .replyWritten : .forwardWritten,
                details: ["by": .string(viewer.name), "email": .integer(answered.id)]))
        guard let record = thread.record?.id else { return }
        try store.insert(
            RecordEvent(
                record, isReply ? .replied : .forwarded, by: viewer.name, at: now,
                details: [
                    "email": .integer(copyID),
                    "to": .array(plan.recipients.all.map { .string($0.address) }),
                ]))
        try store.touch(record, at: now)
    }
}
