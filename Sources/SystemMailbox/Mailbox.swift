// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A system mailbox as the store has it: a role address such as support@.
///
/// The mailbox of RFC 5322, a name with an address, is `Address` in InternetMessage.
package struct Mailbox: Equatable, Sendable {
    /// The ID in the store.
    package var id: Int64
    /// The name in settings and commands.
    package var name: String
    /// The human-readable name, also in From of replies.
    package var label: String
    /// The address from which replies are sent.
    package var address: String
    /// Whether it was removed from the settings; it receives no mail, but its mail stays readable.
    package var isArchived: Bool
    /// The language of templates if the message requests none.
    package var language: String
    /// Whether automatic replies and notifications are decided and recorded, but not sent.
    package var isShadow: Bool
    /// The setting that decides which users are notified of records and mail.
    package var notify: MailboxSettings.Notify
    /// The treatment of a closed case when its customer writes again.
    package var reopen: MailboxSettings.Reopen
    /// The kinds of automatic mail that open records, in addition to personal mail.
    package var convertKinds: [EmailKind]
    /// The sender addresses of web forms, whose mail opens records and is replied to at its
    /// Reply-To.
    package var forms: [String]
    /// The List-Ids of mailing lists whose mail is treated as sent directly to the mailbox.
    package var ownLists: [String]
    /// Whether replies carry a token in Reply-To.
    package var hasReplyToken: Bool
    /// Whether the recipients of a participant's mail become participants.
    package var hasCcParticipants: Bool
    /// The action for a new thread.
    package var action: Action

    /// Creates a mailbox.
    package init(
        id: Int64, name: String, label: String, address: String, isArchived: Bool, language: String,
        isShadow: Bool, notify: MailboxSettings.Notify, reopen: MailboxSettings.Reopen,
        convertKinds: [EmailKind], forms: [String], ownLists: [String], hasReplyToken: Bool,
        hasCcParticipants: Bool = true, action: Action
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
        self.hasCcParticipants = hasCcParticipants
        self.action = action
    }
}
