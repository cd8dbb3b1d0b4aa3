// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// When a mailbox answers by itself, and with what.
package struct AutoResponseRule: Equatable, Sendable {
    /// What the message is in its thread.
    package enum Occasion: String, Sendable, CaseIterable {
        /// It starts a thread.
        case new
        /// It belongs to a thread that the mailbox knows.
        case followUp = "follow-up"
    }

    /// The name people know the rule by, one per mailbox.
    package var name: String
    /// A rule that is not active never matches.
    package var isActive = true
    /// The name of the template that answers.
    package var template: String
    /// The occasions on which the rule is asked.
    package var on: [Occasion] = [.new]
    /// At most one answer of this rule to one sender in so many microseconds; nil: no bound.
    package var oncePer: Int64?
    /// When it matches; nil: always.
    package var condition: Condition?

    /// An active rule for new threads that always matches.
    package init(name: String, template: String) {
        self.name = name
        self.template = template
    }
}
