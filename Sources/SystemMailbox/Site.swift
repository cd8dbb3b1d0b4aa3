// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What the settings in force say beyond single mailboxes.
package struct Site: Equatable, Sendable {
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
}
