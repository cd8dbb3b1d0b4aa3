// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import JSON
import Platform
import SQL
import Store
import Submission
import SystemMailbox

/// Delivers one message into the store: parse, resolve, decide, commit, then send the replies.
///
/// The steps from the mailboxes to the commit run under the write lock, in one transaction.
package struct Delivery {
    /// The result of a delivery.
    package struct Report {
        /// One part for each mailbox that the message was delivered to; empty if it was refused, or
        /// deferred before any delivery.
        package var parts: [Part] = []
        /// Envelope recipients that belong to no mailbox, if other recipients do.
        package var unresolved: [String] = []
        /// Why the message is refused or deferred; nil if it is accepted.
        ///
        /// With parts, it is deferred for a recipient that is an address of earlier settings.
        package var refusal: Resolution.Refusal?
        /// Alerts for the system log, each a sentence.
        package var alarms: [String] = []
        /// The outbox entries of all parts that this process itself carries out: replies to send and
        /// programs to run.
        ///
        /// Held and waiting entries are not among them.
        var entries: [OutboxEntry] = []
    }

    /// What was written for one mailbox.
    package struct Part {
        /// The verdict as it was carried out.
        package let verdict: Verdict
        /// The ID of the email; for a duplicate, of the email stored by the earlier delivery.
        package let emailID: Int64
        /// The case or lead that the email belongs to; nil if there is none.
        package let record: RecordID?
        /// The ID of the reply in the outbox; nil if there is none.
        package let outboxID: Int64?
        /// The message's envelope sender; nil if it is unknown.
        package let sender: String?
        /// The message's Message-ID; nil if it has none.
        package let messageID: String?
    }

    /// At most 2 seconds, in microseconds, for sending another due reply, because the mail server
    /// waits for this delivery.
    private static let opportunityLimit: Int64 = 2_000_000
    /// At most 60 seconds, in microseconds, for a program if the process has no deadline, because
    /// the mail server waits for this delivery.
    private static let jobLimit: Int64 = 60_000_000
    /// The part of the process's deadline reserved for storing the result of a reply, in
    /// microseconds.
    private static let notingTime: Int64 = 500_000

    private let store: Store
    private let clock: Clock

    /// Delivers into an open store.
    package init(store: Store, clock: Clock) {
        self.store = store
        self.clock = clock
    }

    /// Commits a message to its mailboxes in one transaction.
    ///
    /// On return, the message is on disk, or the report says why not. The bytes are moved out of
    /// `arrival`, so that memory holds them only once.
    ///
    /// - Throws: `SQLError` or `StoreError` if the store failed; nothing is written then.
    package func deliver(_ arrival: inout Arrival) throws -> Report {
        let mail = IncomingMail(taking: &arrival)
        // Mail is accepted even if the lock file of the queue cannot be used.
        return try store.writeInTurn(mustQueue: false) {
            let globalSettings = try store.globalSettings()
            let resolution = try Resolver(store: store, globalSettings: globalSettings).resolve(
                arrival, envelope: mail.envelope, message: mail.message)
            guard resolution.refusal == nil else {
                return Report(refusal: resolution.refusal)
            }
            var report = Report()
            // Emergency mail may be recovered so late that its reply has expired.
            let isTimely = clock.now() - mail.receivedAt <= Outbox.expiry
            let decision = Decision(store: store, globalSettings: globalSettings)
            let commit = Commit(
                store: store, globalSettings: globalSettings, sendsAtOnce: isTimely)
            for destination in resolution.destinations {
                let mail = try decision.attributed(mail, in: destination.mailbox)
                let result = try commit.carryOut(
                    decision.decide(mail, for: destination), mail)
                report.entries += result.entries.filter { $0.state == .sending }
                if let alarm = result.alarm { report.alarms.append(alarm) }
                report.parts.append(
                    Part(
                        verdict: result.verdict, emailID: result.emailID,
                        record: result.record, outboxID: result.reply?.id,
                        sender: mail.envelope.sender.text,
                        messageID: mail.message.messageID))
            }
            for address in resolution.unresolved {
                try store.insert(
                    JournalEntry(
                        emailID: nil, mailboxID: nil, at: mail.receivedAt, event: .unresolved,
                        details: ["recipient": .string(address)]))
            }
            report.unresolved = resolution.unresolved
            report.refusal = resolution.reportedRefusal
            return report
        }
    }

    /// Sends the replies of a committed delivery, runs the programs of its actions, and sends at
    /// most one other due reply.
    ///
    /// An error here does not undo the delivery: entries that were not sent stay due. Returns the
    /// errors, for the log.
    package func sendReplies(of report: Report) -> [String] {
        var problems: [String] = []
        do {
            let outbox = try outbox()
            // Programs may be slow, so replies that do not wait for one are sent first.
            for entry in report.entries where entry.kind != .action {
                guard let limit = Self.timeLimit(atMost: Sendmail.timeLimit) else {
                    return problems
                }
                note(try outbox.send(entry, timeLimit: limit), in: &problems)
            }
            for job in report.entries where job.kind == .action {
                try run(job, outbox, problems: &problems)
            }
            guard let limit = Self.timeLimit(atMost: Self.opportunityLimit) else { return problems }
            let other = try outbox.sendNext(timeLimit: limit, only: .messages)
            note(other?.outcome, in: &problems)
        } catch {
            problems.append("\(error)")
        }
        return problems
    }

    /// Runs a program and sends the reply that waited for its record.
    private func run(_ job: OutboxEntry, _ outbox: Outbox, problems: inout [String]) throws {
        guard let limit = Self.timeLimit(atMost: Deadline.remaining ?? Self.jobLimit) else {
            return
        }
        if case .failed(let reason) = try outbox.send(job, timeLimit: limit) {
            problems.append("action \(job.recipient): \(reason)")
            return
        }
        guard let limit = Self.timeLimit(atMost: Sendmail.timeLimit) else { return }
        let reply = try outbox.sendNext(timeLimit: limit, only: .answer(to: job.emailID))
        note(reply?.outcome, in: &problems)
    }

    private func note(_ outcome: Outbox.Outcome?, in problems: inout [String]) {
        if case .failed(let reason) = outcome { problems.append("reply not sent: \(reason)") }
    }

    /// Returns the time limit for a child process, in microseconds, or nil if no time is left.
    ///
    /// A child must exit before this process reaches its deadline.
    private static func timeLimit(atMost limit: Int64) -> Int64? {
        guard let remaining = Deadline.remaining else { return limit }
        let left = min(limit, remaining - notingTime)
        return left > 0 ? left : nil
    }

    /// Returns the outbox of the store, with the sendmail and the programs of the settings.
    package func outbox() throws -> Outbox {
        let owner = try store.location.owner() ?? Account.effectiveUserID
        let sendmail = Sendmail(command: try store.globalSettings().replies.sendmail, owner: owner)
        let programs = ProgramRunner(store: store, owner: owner, clock: clock)
        return Outbox(store: store, sendmail: sendmail, programs: programs, clock: clock)
    }
}
