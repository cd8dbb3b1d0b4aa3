// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Submission
import SystemMailbox

extension Verdict {
    /// Whether there is an automatic reply.
    package struct ReplyAnswer: Equatable, Sendable {
        /// Why a reply is rendered but not sent until a user releases it.
        package enum Hold: Equatable, Sendable {
            /// The mailbox has sent as many replies as it may.
            case totalLimit
            /// No trusted server vouches for the sender.
            case unauthenticated

            /// The reason, for users.
            package var why: String {
                switch self {
                case .totalLimit: "the mailbox's total-limit is reached"
                case .unauthenticated: "no trusted server vouches for the sender"
                }
            }
        }

        /// Whether a reply is rendered and put into the outbox.
        package let will: Bool
        /// The address that it goes to; nil when there is none to reply to.
        package let to: Address?
        /// The rule that replies; nil when none matched.
        package let rule: AutoResponseRule?
        /// All rules that forbid an automatic reply.
        package let vetoes: [Veto]
        /// Why the reply is held; nil when it is not.
        package let hold: Hold?
        /// Whether the sender is muted after this reply, because it has got as many as are allowed.
        package let mutesSender: Bool
        /// The language of the reply; nil before it is rendered.
        package let language: String?
        /// Names in its template that came out empty; none before it is rendered.
        package let missingNames: [String]
        /// Why there is a reply or none, for users.
        package let why: String

        /// Why the reply is held, for users; nil when it is not.
        package var heldBecause: String? { hold?.why }

        init(
            will: Bool = false, to: Address? = nil, rule: AutoResponseRule? = nil,
            vetoes: [Veto] = [], hold: Hold? = nil, mutesSender: Bool = false,
            language: String? = nil, missingNames: [String] = [], why: String
        ) {
            self.will = will
            self.to = to
            self.rule = rule
            self.vetoes = vetoes
            self.hold = hold
            self.mutesSender = mutesSender
            self.language = language
            self.missingNames = missingNames
            self.why = why
        }

        /// The same with what is known after rendering.
        func with(
            will: Bool? = nil, language: String? = nil, missingNames: [String] = [], why: String
        ) -> ReplyAnswer {
            ReplyAnswer(
                will: will ?? self.will, to: to, rule: rule, vetoes: vetoes, hold: hold,
                mutesSender: mutesSender, language: language, missingNames: missingNames, why: why)
        }
    }

    /// The part about the reply.
    struct ReplyPart: Equatable {
        /// The results of the rules in their order, up to the rule that replies.
        let rules: [RuleAnswer]
        let reply: ReplyAnswer
        /// The errors that occurred.
        let degraded: [String]

        init(rules: [RuleAnswer] = [], reply: ReplyAnswer, degraded: [String] = []) {
            self.rules = rules
            self.reply = reply
            self.degraded = degraded
        }

        /// There is no reply, for this reason; no rule was evaluated.
        init(why: String) {
            self.init(reply: ReplyAnswer(why: why))
        }

        /// There is no reply because of an error.
        init(error: String) {
            self.init(reply: ReplyAnswer(why: Self.words(error)), degraded: [error])
        }

        /// The words of a reply that an error prevents.
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
