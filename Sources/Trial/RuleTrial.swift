// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import Platform
import Store
import SystemMailbox

/// Delivers messages to a scratch store, one after the other; nothing is sent.
///
/// Threads, follow-ups and limits apply as they do in deliveries.
package final class RuleTrial {
    /// The counts of a rule of a mailbox: how often it was evaluated, and how often it matched.
    package struct RuleCount: Equatable, Sendable {
        /// The mailbox.
        package let mailbox: String
        /// The name of the rule.
        package let rule: String
        /// Whether the rule is active.
        package let isActive: Bool
        /// The number of messages for which the rule was evaluated.
        package internal(set) var evaluated = 0
        /// The number of messages that the rule matched.
        package internal(set) var matched = 0

        /// The remark about a rule without matches; empty for other rules.
        package var remark: String {
            if !isActive { return "not active" }
            if matched > 0 { return "" }
            return evaluated > 0 ? "never matched" : "never evaluated"
        }
    }

    private let scratch: ScratchStore
    /// The names of renamed mailboxes, by their names in the current settings.
    private let newNames: [String: String]
    private var nameOfEmail: [Int64: String] = [:]
    /// The names of the messages that started threads, by the IDs of the threads.
    private var openers: [Int64: String] = [:]
    private var delivered = 0
    /// The counts of the rules, in the order of mailboxes and rules.
    package private(set) var rules: [RuleCount]
    /// The counts of the outcomes.
    package private(set) var tally = TrialTally()

    /// The number of messages after which the log of the scratch store is emptied.
    private static let settlingPeriod = 128

    /// Creates a trial of these settings in a scratch store without mail.
    ///
    /// - Throws: `TrialError.scratchExists`, `SystemError`, or an error of the store.
    package init(_ settings: Settings) throws {
        scratch = try ScratchStore(settings)
        let renamed = settings.mailboxes.compactMap { mailbox in
            mailbox.renamedFrom.map { ($0, mailbox.name) }
        }
        newNames = Dictionary(renamed) { first, _ in first }
        rules = settings.mailboxes.flatMap { mailbox in
            mailbox.rules.map {
                RuleCount(mailbox: mailbox.name, rule: $0.name, isActive: $0.isActive)
            }
        }
    }

    /// Delivers a message and returns a line for each mailbox that receives it, or the refusal.
    ///
    /// - Throws: An error of the store.
    package func take(_ message: Arrival, named name: String) throws -> [TrialLine] {
        var arrival = message
        // With a clock far in the future, every reply expires before the delivery could send it.
        let delivery = Delivery(
            store: scratch.store, clock: .fixed(.max / 2))
        let report = try delivery.deliver(&arrival)
        delivered += 1
        if delivered.isMultiple(of: Self.settlingPeriod) { scratch.settle() }
        var lines: [TrialLine] = []
        for part in report.parts {
            let verdict = part.verdict
            let duplicate = verdict.duplicateOf.flatMap { nameOfEmail[$0] }
            if verdict.duplicateOf == nil { nameOfEmail[part.emailID] = name }
            lines.append(
                TrialLine(
                    name: name, verdict,
                    thread: verdict.thread.flatMap { openers[$0.thread.id] },
                    duplicateOf: duplicate))
            if verdict.thread == nil, let email = try scratch.store.email(id: part.emailID) {
                openers[email.threadID] = openers[email.threadID] ?? name
            }
            count(verdict)
        }
        if lines.isEmpty, let refusal = report.refusal {
            lines = [TrialLine(name: name, refusal: refusal.text)]
        }
        tally.add(lines)
        return lines
    }

    /// Returns the message with the name that its mailbox has in these settings.
    package func renamed(_ message: Arrival) -> Arrival {
        var arrival = message
        arrival.mailboxName = message.mailboxName.map { newNames[$0] ?? $0 }
        return arrival
    }

    private func count(_ verdict: Verdict) {
        let mailbox = verdict.destination.mailbox.name
        for answer in verdict.rules {
            guard
                let index = rules.firstIndex(where: {
                    $0.mailbox == mailbox && $0.rule == answer.name
                })
            else { continue }
            rules[index].evaluated += 1
            if answer.matched { rules[index].matched += 1 }
        }
    }
}
