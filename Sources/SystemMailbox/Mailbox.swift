// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A system mailbox as the store has it: an address that belongs to no single person.
///
/// What RFC 5322 calls a mailbox is `Address` in InternetMessage.
package struct Mailbox: Equatable, Sendable {
    /// The key in the store.
    package var id: Int64
    /// The name in settings and commands.
    package var name: String
    /// The name people see.
    package var label: String
    /// The address that replies come from.
    package var address: String
    /// It left the settings: nothing arrives, what is there stays readable.
    package var isArchived: Bool
    /// The language of templates where the message asks for none.
    package var language: String
    /// Everything is decided and recorded, nothing is sent.
    package var isShadow: Bool
    /// Who is told of new and assigned records.
    package var notify: MailboxSettings.Notify
    /// What happens to a closed case when its customer writes again.
    package var reopen: MailboxSettings.Reopen
    /// The kinds of automatic mail that make records besides personal mail.
    package var convertKinds: [EmailKind]
    /// Authenticated senders whose mail converts and whose Reply-To is answered.
    package var forms: [String]
    /// List-Ids that count as direct mail.
    package var ownLists: [String]
    /// Whether replies carry a token in Reply-To.
    package var hasReplyToken: Bool
    /// What a new thread becomes.
    package var action: Action

    /// Makes it from its parts.
    package init(
        id: Int64, name: String, label: String, address: String, isArchived: Bool, language: String,
        isShadow: Bool, notify: MailboxSettings.Notify, reopen: MailboxSettings.Reopen,
        convertKinds: [EmailKind], forms: [String], ownLists: [String], hasReplyToken: Bool,
        action: Action
    ) {
        self.id = id
        self.name = name
        self.label = label
        self.address = address
        self.isArchived = isArchived
        self.language = language
        self.isShadow = isShadow
        self.notify = notify
        self.reopen = reopen
        self.convertKinds = convertKinds
        self.forms = forms
        self.ownLists = ownLists
        self.hasReplyToken = hasReplyToken
        self.action = action
    }
}
