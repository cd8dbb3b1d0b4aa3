// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Settings {
    /// Settings with three mailboxes: support opens cases and replies with the template
    /// `acknowledge`, sales opens leads, archive only stores mail.
    package static var threeMailboxes: Settings {
        var settings = Settings()
        var support = MailboxSettings(
            name: "support", label: "Customer support", address: "support@example.com")
        support.aliases = ["help@example.com", "*@care.example.com"]
        support.action.kind = .case
        support.rules = [AutoResponseRule(name: "Acknowledge", template: "acknowledge")]
        var sales = MailboxSettings(name: "sales", label: "Sales", address: "sales@example.com")
        sales.action.kind = .lead
        let archive = MailboxSettings(
            name: "archive", label: "Archive", address: "archive@example.com")
        settings.mailboxes = [archive, sales, support]
        settings.templates = [
            TemplateSource(
                purpose: .reply, name: "acknowledge", language: "en", form: .text,
                fields: [.init(name: "Subject", value: "[#{{case.number}}] {{email.subject}}")],
                body: "This is case {{case.number}}.\n")
        ]
        return settings
    }
}
