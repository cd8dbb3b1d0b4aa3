// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One system mailbox as the administrator wrote it (`[mailboxes.NAME]`).
package struct MailboxSettings: Equatable, Sendable {
    /// Who is told of new and assigned records.
    package enum Notify: String, Sendable, CaseIterable {
        case none, assigned, all
    }

    /// What happens to a closed case when its customer writes again.
    package enum Reopen: String, Sendable, CaseIterable {
        /// The case is opened again.
        case reopen
        /// A new case, linked to the closed one.
        case new
        /// The case stays closed.
        case leave
    }

    /// The name in the settings, commands and addresses of pages; unique.
    package var name: String
    /// The name people see, also in From of replies.
    package var label: String
    /// The address that replies come from.
    package var address: String
    /// Further addresses; `*@domain` takes what no other address of the domain takes.
    package var aliases: [String] = []
    /// The language of templates where the message asks for none.
    package var language = "en"
    /// Everything is decided and recorded, nothing is sent.
    package var isShadow = false
    /// Who is told of new and assigned records.
    package var notify = Notify.none
    /// What happens to a closed case.
    package var reopen = Reopen.reopen
    /// The kinds of automatic mail that make records besides personal mail.
    package var convertKinds: [EmailKind] = []
    /// Authenticated senders whose mail converts and whose Reply-To is answered.
    package var forms: [String] = []
    /// List-Ids that count as direct mail.
    package var ownLists: [String] = []
    /// Whether replies carry `Reply-To: local+TOKEN@domain`.
    package var hasReplyToken = false
    /// The name that this mailbox had in the version before, when it was renamed.
    package var renamedFrom: String?
    /// What a new thread becomes.
    package var action = Action()
    /// Who may do what.
    package var access: [AccessGrant] = []
    /// The rules in their order.
    package var rules: [AutoResponseRule] = []

    /// A mailbox with the defaults of the settings file.
    package init(name: String, label: String, address: String) {
        self.name = name
        self.label = label
        self.address = address
    }
}
