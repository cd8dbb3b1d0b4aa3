// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import JSON
import SystemMailbox

/// Tries settings on many messages and compares the results with those of the current settings.
package struct RuleComparison {
    /// The outcome for one message.
    package struct Outcome {
        /// The lines of the tried settings.
        package let lines: [TrialLine]
        /// The lines of the current settings; nil if nothing is compared.
        package let applied: [TrialLine]?

        /// Returns the differences in a line of the tried settings; nil if nothing is compared.
        package func differences(in line: TrialLine) -> [TrialDifference]? {
            guard let applied else { return nil }
            if let same = applied.first(where: { $0.mailbox == line.mailbox }) {
                return same.differences(to: line)
            }
            // Another mailbox receives the message.
            let mailbox = TrialDifference(
                key: "mailbox", old: JSON(optional: applied.first?.mailbox),
                new: JSON(optional: line.mailbox))
            return [mailbox] + (applied.first?.differences(to: line) ?? [])
        }

        /// Returns a line of the tried settings as JSON; `differs` has its differences.
        package func json(of line: TrialLine) -> JSON {
            var object = line.json
            if let differences = differences(in: line) {
                object["differs"] = .array(
                    differences.map {
                        ["key": .string($0.key), "applied": $0.old, "edited": $0.new]
                    })
            }
            return .object(object)
        }
    }

    private let tried: RuleTrial
    private let applied: RuleTrial?

    /// Creates a trial of `edited` that is compared with `applied`.
    ///
    /// If `edited` is nil, `applied` is tried without a comparison. Returns nil if both are nil.
    ///
    /// - Throws: `TrialError.scratchExists`, `SystemError`, or an error of the store.
    package init?(edited: Settings?, applied: Settings?) throws {
        guard let settings = edited ?? applied else { return nil }
        tried = try RuleTrial(settings)
        self.applied = edited == nil ? nil : try applied.map { try RuleTrial($0) }
    }

    /// The report of the trial.
    package var report: TrialReport { TrialReport(of: tried, comparedWith: applied) }

    /// Tries the messages in the order of their times.
    ///
    /// - Parameters:
    ///   - messages: The messages.
    ///   - mailbox: The mailbox that receives all messages; nil means that their recipients decide.
    /// - Returns: The outcomes, in the order of `messages`.
    /// - Throws: An error of the store, or `SystemError` if a file cannot be read.
    package func run(_ messages: [TrialMessage], for mailbox: String?) throws -> [Outcome] {
        var outcomes = messages.map { _ in Outcome(lines: [], applied: nil) }
        let order = messages.indices.sorted {
            (messages[$0].receivedAt, $0) < (messages[$1].receivedAt, $1)
        }
        for index in order {
            let message = messages[index]
            var arrival = try message.arrival()
            if let mailbox { arrival.mailboxName = mailbox }
            outcomes[index] = Outcome(
                lines: try tried.take(tried.renamed(arrival), named: message.name),
                applied: try applied?.take(arrival, named: message.name))
        }
        return outcomes
    }
}
