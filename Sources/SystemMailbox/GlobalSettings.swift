// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What the settings in force say beyond single mailboxes.
package struct GlobalSettings: Equatable, Sendable {
    /// The number of the applied version.
    package var version: Int64
    /// What separates a local part from its extension; empty: nothing does.
    package var recipientDelimiter: String
    /// The mailbox that takes mail for unknown addresses; nil: none.
    package var defaultMailboxID: Int64?
    /// How replies leave.
    package var replies: ReplySettings
    /// The statuses of cases.
    package var statuses: Statuses
    /// Names for templates, `organization.*`.
    package var organization: [String: String]

    /// Makes it from its parts.
    package init(
        version: Int64, recipientDelimiter: String, defaultMailboxID: Int64? = nil,
        replies: ReplySettings, statuses: Statuses, organization: [String: String]
    ) {
        self.version = version
        self.recipientDelimiter = recipientDelimiter
        self.defaultMailboxID = defaultMailboxID
        self.replies = replies
        self.statuses = statuses
        self.organization = organization
    }
}
