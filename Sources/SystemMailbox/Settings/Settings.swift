// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Everything that an administrator can set, checked, as `apply` puts it into the store.
package struct Settings: Equatable, Sendable {
    /// What separates the local part of an address from its extension; empty: nothing does.
    package var recipientDelimiter = "+"
    /// The mailbox that takes mail for unknown addresses; nil: such mail is refused (67).
    package var defaultMailbox: String?
    /// How replies leave.
    package var replies = ReplySettings()
    /// The statuses of cases.
    package var statuses = Statuses()
    /// The roles and their members, user names or `%group`.
    package var roles: [String: [String]] = [:]
    /// The users that have an entry of their own, by login name.
    package var users: [User] = []
    /// The programs that mailboxes may call, in the order of their names.
    package var programs: [ActionProgram] = []
    /// The mailboxes, in the order of their names.
    package var mailboxes: [MailboxSettings] = []
    /// Names for templates, `organization.*`.
    package var organization: [String: String] = [:]
    /// The templates, saved replies and partials.
    package var templates: [TemplateSource] = []

    /// Settings without any mailbox.
    package init() {}
}
