// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The complete settings, after the checks of `apply`, as they are written to the store.
package struct Settings: Equatable, Sendable {
    /// The characters that separate a local part from its extension; empty if there are no
    /// extensions.
    package var recipientDelimiter = "+"
    /// The mailbox that receives mail for unknown addresses; nil if such mail is refused (67).
    package var defaultMailbox: String?
    /// The settings for automatic replies.
    package var replies = ReplySettings()
    /// The statuses of cases.
    package var statuses = Statuses()
    /// The roles and their members, which are user names or `%group`.
    package var roles: [String: [String]] = [:]
    /// The users listed in the settings, in the order of their login names.
    package var users: [User] = []
    /// The programs that mailboxes may run, in the order of their names.
    package var programs: [ActionProgram] = []
    /// The mailboxes, in the order of their names.
    package var mailboxes: [MailboxSettings] = []
    /// The values of `organization.*` in templates.
    package var organization: [String: String] = [:]
    /// The templates, saved replies and partials.
    package var templates: [TemplateSource] = []

    /// Creates settings without mailboxes.
    package init() {}
}
