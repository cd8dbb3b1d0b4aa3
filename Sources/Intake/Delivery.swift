// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import JSON
import Platform
import SQL
import Store
import Submission
import SystemMailbox

/// One message's way into the store: resolve, decide, commit, answer.
package struct Delivery {
    /// What became of a message.
    package struct Report {
        /// What was written for each mailbox; empty when the message was refused.
        package var parts: [Part] = []
        /// Envelope recipients that no mailbox has, where others were found.
        package var unresolved: [String] = []
        /// Why the mail server is not told that all is well; nil when it is.
        package var refusal: Resolution.Refusal?
        /// What the postmaster must be told of at once, a sentence each.
        package var alarms: [String] = []
        /// Answers that this process has taken for sending.
        var entries: [OutboxEntry] = []
    }

    /// What was written for one mailbox.
    package struct Part {
        /// The verdict as it was carried out.
        package let verdict: Verdict
        /// The email; for a duplicate the one of the earlier delivery.
        package let emailID: Int64
        /// The case or lead that it belongs to; nil when there is none.
        package let record: RecordID?
        /// The ID of the answer in the outbox; nil when there is none.
        package let outboxID: Int64?
        /// The message's envelope sender; nil when it is unknown.
        package let sender: String?
        /// The message's Message-ID; nil when it has none.
        package let messageID: String?
    }

    /// How long another due reply may keep a delivery, in microseconds.
    private static let opportunityLimit: Int64 = 2_000_000
    /// How long a program may keep a delivery that has no deadline of its own, likewise.
    private static let jobLimit: Int64 = 60_000_000
    /// How much of the process's own deadline is kept for noting what became of a reply, likewise.
    private static let notingTime: Int64 = 500_000

    private let store: Store
    private let clock: Clock

    /// Deliveries into a store that is open.
    package init(store: Store, clock: Clock) {
        self.store = store
        self.clock = clock
    }

    /// Commits a message to its mailboxes in one transaction.
    ///
    /// When it returns, the message is on the disk, or the report says why not. Throws only what
    /// the store throws: nothing is written then. The arrival's bytes are taken out of it.
    package func deliver(_ arrival: inout Arrival) throws -> Report {
        let mail = IncomingMail(taking: &arrival)
        // Mail is taken even where the queue's file cannot be used.
        return try store.writeInTurn(mustQueue: false) {
            let globalSettings = try store.globalSettings()
            let resolution = try Resolver(store: store, globalSettings: globalSettings).resolve(
                arrival, envelope: mail.envelope, message: mail.message)
            guard resolution.refusal == nil else {
                return Report(refusal: resolution.refusal)
            }
            var report = Report()
            // Emergency mail may be taken in when its answer is of no use any more.
            let isTimely = clock.now() - mail.receivedAt <= Outbox.expiry
            let decision = Decision(store: store, globalSettings: globalSettings)
            let commit = Commit(
                store: store, globalSettings: globalSettings, sendsAtOnce: isTimely)
            for destination in resolution.destinations {
                let result = try commit.carryOut(
                    decision.decide(mail, for: destination), mail)
                report.entries += result.entries.filter { $0.state == .sending }
                if let alarm = result.alarm { report.alarms.append(alarm) }
                report.parts.append(
                    Part(
                        verdict: result.verdict, emailID: result.emailID,
                        record: result.record, outboxID: result.answer?.id,
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
            report.refusal = resolution.answer
            return report
        }
    }

    /// Sends the answers of a committed delivery, runs what its actions left to be done, and sends
    /// at most one other reply that is due.
    ///
    /// Nothing that goes wrong here undoes the delivery: what is not sent stays due. Returns what
    /// went wrong, for the log.
    package func sendReplies(of report: Report) -> [String] {
        var problems: [String] = []
        do {
            let outbox = try outbox()
            // A program may take its time: answers that wait for none go first.
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

    /// Runs a program and sends the answer that waited for its record.
    private func run(_ job: OutboxEntry, _ outbox: Outbox, problems: inout [String]) throws {
        guard let limit = Self.timeLimit(atMost: Deadline.remaining ?? Self.jobLimit) else {
            return
        }
        if case .failed(let reason) = try outbox.send(job, timeLimit: limit) {
            problems.append("action \(job.recipient): \(reason)")
            return
        }
        guard let limit = Self.timeLimit(atMost: Sendmail.timeLimit) else { return }
        let answer = try outbox.sendNext(timeLimit: limit, only: .answer(to: job.emailID))
        note(answer?.outcome, in: &problems)
    }

    private func note(_ outcome: Sendmail.Outcome?, in problems: inout [String]) {
        if case .failed(let reason) = outcome { problems.append("reply not sent: \(reason)") }
    }

    /// How long a child may take, in microseconds; nil when there is no time left.
    ///
    /// It must not outlive this process, which the deadline ends.
    private static func timeLimit(atMost limit: Int64) -> Int64? {
        guard let remaining = Deadline.remaining else { return limit }
        let left = min(limit, remaining - notingTime)
        return left > 0 ? left : nil
    }

    /// The outbox of the store, with the sendmail and the programs of the settings.
    package func outbox() throws -> Outbox {
        let owner = try store.location.owner() ?? Account.effectiveUserID
        let sendmail = Sendmail(command: try store.globalSettings().replies.sendmail, owner: owner)
        let programs = ProgramRunner(store: store, owner: owner, clock: clock)
        return Outbox(store: store, sendmail: sendmail, programs: programs, clock: clock)
    }
}
