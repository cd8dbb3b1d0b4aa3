// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Submission
import SystemMailbox

extension Verdict {
    /// The decision about the automatic reply.
    package struct ReplyChoice: Equatable, Sendable {
        /// Why a reply is rendered but held until the store owner releases it (`outbox retry`).
        package enum Hold: Equatable, Sendable {
            /// The mailbox has reached its `total-limit`.
            case totalLimit
            /// No trusted server reported a result for the sender. A reported failure is a veto.
            case noAuthenticationResult

            /// The reason, human-readable.
            package var why: String {
                switch self {
                case .totalLimit: "the mailbox's total-limit is reached"
                case .noAuthenticationResult: "no trusted server vouches for the sender"
                }
            }
        }

        /// Whether a reply is rendered and put into the outbox.
        package let will: Bool
        /// The address to reply to; nil if there is none.
        package let to: Address?
        /// The rule that matched; nil if none did.
        package let rule: AutoResponseRule?
        /// All vetoes that hold.
        package let vetoes: [Veto]
        /// Why the reply is held; nil if it is not held.
        package let hold: Hold?
        /// The language of the reply; nil before it is rendered.
        package let language: String?
        /// Names in the template that were empty; none before it is rendered.
        package let missingNames: [String]
        /// Why there is a reply or none, human-readable.
        package let why: String

        /// Why the reply is held, human-readable; nil if it is not held.
        package var heldBecause: String? { hold?.why }

        init(
            will: Bool = false, to: Address? = nil, rule: AutoResponseRule? = nil,
            vetoes: [Veto] = [], hold: Hold? = nil, language: String? = nil,
            missingNames: [String] = [], why: String
        ) {
            self.will = will
            self.to = to
            self.rule = rule
            self.vetoes = vetoes
            self.hold = hold
            self.language = language
            self.missingNames = missingNames
            self.why = why
        }

        /// Returns the decision completed by rendering.
        func with(
            will: Bool? = nil, language: String? = nil, missingNames: [String] = [], why: String
        ) -> ReplyChoice {
            ReplyChoice(
                will: will ?? self.will, to: to, rule: rule, vetoes: vetoes, hold: hold,
                language: language, missingNames: missingNames, why: why)
        }
    }

    /// The part about the reply.
    struct ReplyPart: Equatable {
        /// The results of the rules in their order, up to the rule that matched.
        let rules: [RuleResult]
        let reply: ReplyChoice
        /// The errors in rules or templates.
        let degraded: [String]

        init(rules: [RuleResult] = [], reply: ReplyChoice, degraded: [String] = []) {
            self.rules = rules
            self.reply = reply
            self.degraded = degraded
        }

        /// Decides that there is no reply, for this reason, without evaluating rules.
        init(why: String) {
            self.init(reply: ReplyChoice(why: why))
        }

        /// Decides that there is no reply because of an error.
        init(error: String) {
            self.init(reply: ReplyChoice(why: Self.words(error)), degraded: [error])
        }

        /// Returns the reason for a reply that an error prevents.
        static func words(_ error: String) -> String { "degraded: " + error }

        func after(_ outcome: Rendering.Outcome) -> ReplyPart {
            switch outcome {
            case .rendered(let rendered):
                ReplyPart(
                    rules: rules,
                    reply: reply.with(
                        language: rendered.language, missingNames: rendered.missingNames,
                        why: reply.why),
                    degraded: degraded)
            case .waiting(let program):
                ReplyPart(
                    rules: rules,
                    reply: reply.with(
                        why: reply.why + "; it waits for the record of \(program)"),
                    degraded: degraded)
            case .failed(let error):
                ReplyPart(
                    rules: rules, reply: reply.with(will: false, why: Self.words(error)),
                    degraded: degraded + [error])
            }
        }
    }
}
