// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The settings of a system mailbox (`[mailboxes.NAME]`).
package struct MailboxSettings: Equatable, Sendable {
    /// The setting that decides which users are notified of records and mail.
    package enum Notify: String, Sendable, CaseIterable {
        case none, assigned, all
    }

    /// The treatment of a closed case when its customer writes again.
    package enum Reopen: String, Sendable, CaseIterable {
        /// The case is reopened.
        case reopen
        /// A new case is opened and linked to the closed case.
        case new
        /// The case stays closed.
        case leave
    }

    /// The unique name in the settings, commands and web addresses.
    package var name: String
    /// The human-readable name, also in From of replies.
    package var label: String
    /// The address from which replies are sent.
    package var address: String
    /// The further addresses; `*@domain` matches addresses of the domain that no mailbox lists.
    package var aliases: [String] = []
    /// The language of templates if the message requests none.
    package var language = "en"
    /// Whether automatic replies and notifications are decided and recorded, but not sent.
    package var isShadow = false
    /// The setting that decides which users are notified of records and mail.
    package var notify = Notify.none
    /// The treatment of a closed case when its customer writes again.
    package var reopen = Reopen.reopen
    /// The kinds of automatic mail that open records, in addition to personal mail.
    package var convertKinds: [EmailKind] = []
    /// The sender addresses of web forms, whose mail opens records and is replied to at its
    /// Reply-To.
    package var forms: [String] = []
    /// The List-Ids of mailing lists whose mail is treated as sent directly to the mailbox.
    package var ownLists: [String] = []
    /// Whether replies carry `Reply-To: local+TOKEN@domain`.
    package var hasReplyToken = false
    /// Whether the recipients of a participant's mail become participants.
    package var hasCcParticipants = true
    /// The previous name of the mailbox; nil if it was not renamed.
    package var renamedFrom: String?
    /// The action for messages whose thread has no record.
    package var action = Action()
    /// The access list.
    package var access: [AccessGrant] = []
    /// The auto-response rules, in their order.
    package var rules: [AutoResponseRule] = []

    /// Creates a mailbox with the default settings.
    package init(name: String, label: String, address: String) {
        self.name = name
        self.label = label
        self.address = address
    }
}
