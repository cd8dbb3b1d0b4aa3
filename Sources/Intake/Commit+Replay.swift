// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import Submission
import SystemMailbox

extension Commit {
    /// Writes what a verdict says about a stored email: a record for its thread, a reply, the
    /// journal.
    ///
    /// The email itself is not changed. Returns nil, and writes nothing, if the verdict asks for
    /// neither a record nor a reply and the email is not degraded. For a degraded email a journal
    /// entry is always written.
    func carryOutAgain(
        _ decided: Verdict, _ mail: IncomingMail, email: Email, thread: MailThread, by user: String
    ) throws -> Result? {
        var verdict = decided
        var record = try store.record(thread.record)
        let makes = record == nil && verdict.action.will == .create
        if makes {
            record = try makeRecord(verdict, mail)
            try store.setRecord(record?.reference.id, ofThread: thread.id)
            try store.forgetUndone(threadID: thread.id)
            verdict = verdict.with(record?.reference)
        }
        let job = makes ? try makeJob(verdict, mail, emailID: email.id) : nil
        let entry: OutboxEntry?
        (entry, verdict) = try makeReply(
            verdict, mail, record: record, emailID: email.id, threadID: thread.id)
        if makes {
            try makeNotices(
                verdict, mail, record: record, emailID: email.id, threadID: thread.id)
        }
        guard try makes || entry != nil || store.isDegraded(emailID: email.id) else { return nil }
        var details = verdict.json().object ?? JSONObject()
        details["by"] = .string(user)
        // An entry of an email that is still degraded is `degraded`, so that the next replay of
        // failed mail finds it.
        try store.insert(
            JournalEntry(
                emailID: email.id, mailboxID: email.mailboxID, at: mail.receivedAt,
                event: verdict.degraded.isEmpty ? .replayed : .degraded,
                details: .object(details)))
        return Result(
            verdict: verdict, emailID: email.id, entries: [entry, job].compactMap { $0 })
    }
}
