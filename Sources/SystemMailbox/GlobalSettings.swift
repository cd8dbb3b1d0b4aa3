// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The current settings that do not belong to a single mailbox.
package struct GlobalSettings: Equatable, Sendable {
    /// The number of the applied version of the settings.
    package var version: Int64
    /// The characters that separate a local part from its extension; empty if there are no
    /// extensions.
    package var recipientDelimiter: String
    /// The ID of the mailbox that receives mail for unknown addresses; nil if there is none.
    package var defaultMailboxID: Int64?
    /// The settings for automatic replies.
    package var replies: ReplySettings
    /// The statuses of cases.
    package var statuses: Statuses
    /// The values of `organization.*` in templates.
    package var organization: [String: String]

    /// Creates the settings.
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
