// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What a mailbox does with a message that starts a new thread (`[mailboxes.NAME.action]`).
package struct Action: Equatable, Sendable {
    /// The kinds of action.
    package enum Kind: String, Sendable, CaseIterable {
        /// Keep the email, nothing more.
        case none
        /// Open a case.
        case `case`
        /// Make a lead.
        case lead
    }

    /// What is made.
    package var kind = Kind.none
    /// The login name that owns the new record.
    package var owner: String?
    /// The login name that a new case is assigned to.
    package var assignTo: String?
    /// The status of the new record; nil: the first open status, for a lead "new".
    package var status: String?
    /// The priority of a new case.
    package var priority = "normal"
    /// Where the record came from.
    package var source = "email"
    /// The tags of a new case.
    package var tags: [String] = []

    /// The action "none".
    package init() {}
}
