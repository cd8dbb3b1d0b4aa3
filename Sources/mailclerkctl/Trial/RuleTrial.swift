// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import Platform
import SQL
import Store
import SystemMailbox

/// Settings on trial: messages are delivered into a scratch store, one after the other, so that
/// threads, follow-ups and limits come out as they would; nothing is sent.
final class RuleTrial {
    /// How often a rule of a mailbox was asked and matched.
    struct RuleCount: Equatable {
        let mailbox: String
        let rule: String
        let isActive: Bool
        var asked = 0
        var matched = 0
    }

    private let scratch: ScratchStore
    /// The new names of mailboxes that are called otherwise in the settings in force.
    private let newNames: [String: String]
    private var nameOfEmail: [Int64: String] = [:]
    /// The names of the messages that started threads, by the threads' keys.
    private var openers: [Int64: String] = [:]
    private var delivered = 0
    /// How the rules fared, in the order of mailboxes and rules.
    private(set) var rules: [RuleCount]
    /// What came out, counted.
    private(set) var tally = TrialTally()

    /// After so many messages the scratch store's log is emptied.
    private static let settlingPeriod = 128

    init(_ settings: Settings) throws {
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

    /// What the settings make of a message: a line for each mailbox that it is for.
    func take(_ message: Arrival, named name: String) throws -> [TrialLine] {
        var arrival = message
        // To a clock that stands far ahead every answer is too late to be sent by the delivery.
        let delivery = Delivery(
            store: scratch.store, storePath: scratch.path, clock: .fixed(.max / 2))
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

    /// The message for the mailbox under the name that these settings give it.
    func renamed(_ message: Arrival) -> Arrival {
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
            rules[index].asked += 1
            if answer.matched { rules[index].matched += 1 }
        }
    }
}

extension Resolution.Refusal {
    /// The refusal in words.
    var text: String {
        switch self {
        case .noSuchMailbox(let address): "no mailbox: \(address)"
        case .deferred(let reason): reason
        }
    }
}
