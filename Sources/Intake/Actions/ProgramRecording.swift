// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import JSON
import Platform
import Store
import Submission
import SystemMailbox

/// Stores the result of a program, each in one transaction: the record, the journal, the outbox
/// entry and the replies that waited.
struct ProgramRecording {
    let store: Store
    let clock: Clock

    /// Stores the record and renders the replies that waited for it.
    func finish(_ job: ProgramJob, record: ProgramRecord) throws {
        let now = clock.now()
        try store.connection.transaction(.write) {
            let threadID = try threadID(of: job.entry) ?? job.email.threadID
            try store.insert(record, threadID: threadID, at: now)
            try store.finishJob(outboxID: job.entry.id, at: now)
            try store.insert(
                entry(
                    about: job.entry, .actionDone,
                    [
                        "program": .string(record.program), "number": .string(record.number),
                        "url": JSON(optional: record.url),
                        "attempts": .integer(job.entry.attempts),
                    ]))
            for reply in try store.waitingReplies(threadID: threadID) {
                do {
                    guard let made = try render(reply, record: record, now: now) else {
                        try fail(reply, why: "the email is no longer in the store")
                        continue
                    }
                    try store.release(
                        reply, messageID: made.messageID, message: made.bytes, at: now)
                } catch let problem as ReplyComposer.Problem {
                    try fail(reply, why: "template \(reply.template): \(problem)")
                }
            }
        }
        store.releaseJob(outboxID: job.entry.id)
    }

    /// Schedules the next run of the program, after the outbox's pause.
    func delay(_ job: OutboxEntry, program: String, reason: String) throws {
        let next = clock.now() + Outbox.pause(afterAttempts: job.attempts)
        try store.markFailed(
            job, error: reason, nextAttemptAt: next,
            entry(
                about: job, .actionDelayed,
                [
                    "program": .string(program), "reason": .string(reason),
                    "attempts": .integer(job.attempts),
                    "next_attempt_at": .string(Timestamp.rfc3339(next)),
                ]))
    }

    /// Marks the entry as failed; replies that wait for its record are not sent.
    func fail(_ job: OutboxEntry, program: String, reason: String) throws {
        try store.connection.transaction(.write) {
            try store.failJob(outboxID: job.id, error: reason)
            try store.insert(
                entry(
                    about: job, .actionFailed,
                    [
                        "program": .string(program), "reason": .string(reason),
                        "attempts": .integer(job.attempts),
                    ]))
            if let threadID = try threadID(of: job) {
                for reply in try store.waitingReplies(threadID: threadID) {
                    try fail(reply, why: "\(program) created no record: \(reason)")
                }
            }
        }
        store.releaseJob(outboxID: job.id)
    }

    /// Returns the current thread of an entry's email: a user may have moved it while the program
    /// ran.
    private func threadID(of job: OutboxEntry) throws -> Int64? {
        try store.email(id: job.emailID)?.threadID
    }

    private func fail(_ reply: Store.WaitingReply, why: String) throws {
        try store.fail(reply, error: why)
        try store.insert(
            entry(
                about: reply.entry, .replyFailed,
                [
                    "rule": JSON(optional: reply.entry.rule),
                    "to": .string(reply.entry.recipient), "reason": .string(why),
                ]))
    }

    private func entry(
        about entry: OutboxEntry, _ event: JournalEntry.Event, _ details: JSON
    ) -> JournalEntry {
        JournalEntry(
            emailID: entry.emailID, mailboxID: entry.mailboxID, at: clock.now(), event: event,
            details: details)
    }

    /// Renders a reply from the stored email; returns nil if that is no longer in the store.
    private func render(
        _ reply: Store.WaitingReply, record: ProgramRecord, now: Int64
    ) throws -> ReplyComposer.Reply? {
        guard let email = try store.email(id: reply.entry.emailID),
            let raw = try store.raw(emailID: reply.entry.emailID),
            let mailbox = try store.mailbox(id: reply.entry.mailboxID),
            let recipient = Address.parse(reply.entry.recipient)
        else { return nil }
        var arrival = Arrival(email, raw: raw, mailbox: mailbox.name, receivedAt: now)
        let globalSettings = try store.globalSettings()
        let mail = try Decision(store: store, globalSettings: globalSettings).attributed(
            IncomingMail(taking: &arrival), in: mailbox)
        return try Rendering(store: store, globalSettings: globalSettings).reply(
            mail, mailbox: mailbox, template: reply.template,
            recipient: recipient, record: .program(record), threadID: email.threadID)
    }
}
