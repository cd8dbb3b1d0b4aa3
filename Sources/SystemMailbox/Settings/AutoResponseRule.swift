// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A rule that decides when a mailbox replies automatically, and with which template.
package struct AutoResponseRule: Equatable, Sendable {
    /// The position of the message in its thread.
    package enum Occasion: String, Sendable, CaseIterable {
        /// The message starts a thread.
        case new
        /// The message belongs to an existing thread.
        case followUp = "follow-up"
    }

    /// The name of the rule, unique in the mailbox.
    package var name: String
    /// Whether the rule is active; an inactive rule never matches.
    package var isActive = true
    /// The name of the template for the reply.
    package var template: String
    /// The occasions on which the rule is evaluated.
    package var on: [Occasion] = [.new]
    /// The time, in microseconds, in which the rule replies at most once to the same sender; nil if
    /// there is no such limit.
    package var oncePer: Int64?
    /// The condition; nil if the rule always matches.
    package var condition: Condition?

    /// Creates an active rule for new threads that always matches.
    package init(name: String, template: String) {
        self.name = name
        self.template = template
    }
}
