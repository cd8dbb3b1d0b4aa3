// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import JSON
import SQL
import Store
import Submission
import SystemMailbox

/// Writes what verdicts say into the store, inside the delivery's transaction.
struct Commit {
    let store: Store
    let globalSettings: GlobalSettings
    /// Whether this process will send a new reply itself, right after the commit.
    let sendsAtOnce: Bool

    /// What was written for one mailbox.
    struct Result {
        /// The verdict as it was carried out.
        var verdict: Verdict
        /// The ID of the email; for a duplicate, of the email stored by the earlier delivery.
        var emailID: Int64
        /// The case or lead that the email belongs to; nil if there is none.
        var record: RecordID?
        /// The outbox entries that were added: a reply to send, a program to run.
        var entries: [OutboxEntry] = []
        /// The automatic reply among them; nil if there is none.
        var reply: OutboxEntry? { entries.first { $0.kind == .autoResponse } }
        /// An alert for the system log; nil if there is none.
        var alarm: String?
    }

    /// Writes the email, the record, the rendered reply and the journal.
    func carryOut(_ decided: Verdict, _ mail: IncomingMail) throws -> Result {
        if let earlier = decided.duplicateOf {
            try store.insert(
                JournalEntry(
                    emailID: earlier, mailboxID: decided.destination.mailbox.id,
                    at: mail.receivedAt, event: .duplicate, details: decided.json()))
            return Result(verdict: decided, emailID: earlier)
        }
        try mergeThreads(decided, at: mail.receivedAt)
        let record = try makeRecord(decided, mail)
        let threadID = try makeThread(for: decided, record: record)
        if let joined = decided.thread?.thread.record {
            if decided.reopen.will, case .case(let number) = joined {
                try store.setStatus(
                    globalSettings.statuses.first, ofCase: number, at: mail.receivedAt)
            } else if decided.action.will == .append, let id = joined.id {
                try store.touch(id, at: mail.receivedAt)
            }
        }
        let emailID = try store.insert(
            mail.email(for: decided, threadID: threadID), raw: mail.message.bytes)
        for participant in decided.newParticipants {
            try store.addParticipant(participant, threadID: threadID, at: mail.receivedAt)
        }
        let job = try makeJob(decided, mail, emailID: emailID)
        let (reply, verdict) = try makeReply(
            decided, mail, record: record, emailID: emailID, threadID: threadID)
        try makeNotices(verdict, mail, record: record, emailID: emailID, threadID: threadID)
        try store.insert(
            JournalEntry(
                emailID: emailID, mailboxID: verdict.destination.mailbox.id, at: mail.receivedAt,
                event: verdict.degraded.isEmpty ? .delivered : .degraded,
                details: verdict.json()))
        var result = Result(
            verdict: verdict, emailID: emailID, entries: [reply, job].compactMap { $0 })
        result.record = record?.reference.id ?? verdict.thread?.thread.record?.id
        if verdict.reply.hold == .totalLimit {
            result.alarm = try raiseAlarm(verdict, emailID: emailID, at: mail.receivedAt)
        }
        return result
    }

    /// Writes a journal entry that replies are held and returns its text; returns nil if the alert
    /// was already raised within the limit's period.
    private func raiseAlarm(_ verdict: Verdict, emailID: Int64, at now: Int64) throws -> String? {
        let mailbox = verdict.destination.mailbox
        let limit = globalSettings.replies.totalLimit
        guard
            try store.raiseAlarm(
                .totalLimit, mailboxID: mailbox.id, at: now, quietFor: limit.within)
        else { return nil }
        let alarm =
            "mailbox \(mailbox.name) has sent \(limit.count) replies, its total-limit;"
            + " further replies are held (see mailclerkctl outbox)"
        try store.insert(
            JournalEntry(
                emailID: emailID, mailboxID: mailbox.id, at: now, event: .alarm,
                details: ["alarm": .string(alarm)]))
        return alarm
    }

    private func mergeThreads(_ verdict: Verdict, at now: Int64) throws {
        guard let thread = verdict.thread else { return }
        for other in thread.merges {
            try store.merge(
                other, into: thread.thread,
                closedStatus: globalSettings.statuses.closed.first ?? "closed",
                at: now)
        }
    }

    func makeRecord(_ verdict: Verdict, _ mail: IncomingMail) throws -> Record? {
        switch verdict.action.will {
        case .none: return nil
        case .append: return try store.record(verdict.thread?.thread.record)
        case .create:
            let record = try RecordActions.action(of: verdict.action.kind).make(
                input(verdict, mail), in: store)
            if case .case(let made) = record, let earlier = verdict.follows {
                try store.link(made.number, .follows, earlier, at: mail.receivedAt)
            }
            return record
        }
    }

    private func input(_ verdict: Verdict, _ mail: IncomingMail) -> RecordInput {
        RecordInput(
            globalSettings: globalSettings, mail: mail, mailbox: verdict.destination.mailbox)
    }

    /// Adds the outbox entry for the work that the action leaves for after the commit; returns nil
    /// if there is none.
    func makeJob(
        _ verdict: Verdict, _ mail: IncomingMail, emailID: Int64
    ) throws -> OutboxEntry? {
        guard verdict.action.will == .create,
            var job = RecordActions.action(of: verdict.action.kind).job(
                input(verdict, mail), emailID: emailID)
        else { return nil }
        takeForSending(&job, mail)
        job.id = try store.insert(job)
        return job
    }

    /// Marks the entry as being sent by this process, if this process sends.
    private func takeForSending(_ entry: inout OutboxEntry, _ mail: IncomingMail) {
        guard sendsAtOnce else { return }
        entry.state = .sending
        entry.attempts = 1
        entry.leaseUntil = mail.receivedAt + Outbox.lease
    }

    private func makeThread(for verdict: Verdict, record: Record?) throws -> Int64 {
        guard let known = verdict.thread?.thread.id else {
            return try store.insertThread(
                mailboxID: verdict.destination.mailbox.id, record: record?.reference.id)
        }
        if verdict.action.will == .create {
            try store.setRecord(record?.reference.id, ofThread: known)
        }
        return known
    }

    /// Puts the reply into the outbox; returns its entry and the verdict completed by rendering.
    func makeReply(
        _ verdict: Verdict, _ mail: IncomingMail, record: Record?, emailID: Int64, threadID: Int64
    ) throws -> (entry: OutboxEntry?, verdict: Verdict) {
        guard verdict.reply.will, let rule = verdict.reply.rule,
            let recipient = verdict.reply.to
        else { return (nil, verdict) }
        let outcome = try Rendering(store: store, globalSettings: globalSettings).outcome(
            of: verdict, mail, rule: rule, recipient: recipient, record: record,
            threadID: threadID)
        let entry: OutboxEntry?
        switch outcome {
        case .rendered(let reply):
            entry = try insert(
                reply, verdict, mail, rule: rule,
                correspondent: Correspondent.key(recipient, of: verdict.destination.mailbox),
                emailID: emailID)
        case .waiting:
            entry = try insertWaitingReply(
                verdict, mail, rule: rule, recipient: recipient.envelopeForm,
                correspondent: Correspondent.key(recipient, of: verdict.destination.mailbox),
                emailID: emailID)
        case .failed:
            entry = nil
        }
        return (entry, verdict.after(outcome))
    }

    private func insert(
        _ reply: ReplyComposer.Reply, _ verdict: Verdict, _ mail: IncomingMail,
        rule: AutoResponseRule, correspondent: String, emailID: Int64
    ) throws -> OutboxEntry {
        var entry = OutboxEntry(
            emailID: emailID, mailboxID: verdict.destination.mailbox.id, kind: .autoResponse,
            recipient: reply.recipient, sender: "", correspondent: correspondent,
            rule: rule.name, messageID: reply.messageID, message: reply.bytes,
            at: mail.receivedAt)
        if let reason = verdict.reply.heldBecause {
            entry.state = .held
            entry.lastError = reason
        } else {
            takeForSending(&entry, mail)
        }
        entry.id = try store.insert(entry)
        return entry
    }

    /// Queues notifications for the next sending process, so that they do not delay this delivery.
    func makeNotices(
        _ verdict: Verdict, _ mail: IncomingMail, record: Record?, emailID: Int64,
        threadID: Int64
    ) throws {
        let wanted = verdict.notices.filter(\.will)
        guard !wanted.isEmpty else { return }
        let mailbox = verdict.destination.mailbox
        let notices = Notices(of: mailbox, in: store, globalSettings: globalSettings)
        let composer = NoticeComposer(
            mailbox: mailbox, record: record, verdict.action.will == .create ? .new : .mail,
            isVerified: verdict.thread?.isVerified != false, emailID: emailID,
            author: mail.shownAuthor, message: mail.message, now: mail.receivedAt)
        for notice in wanted {
            try notices.add(
                composer, to: notice.user, notice.address, emailID: emailID, threadID: threadID,
                digest: mail.key.digest, at: mail.receivedAt)
        }
    }
}
