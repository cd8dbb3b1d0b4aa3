// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The initial files of a site, which `init` writes.
enum InitialTexts {
    /// Returns the files' paths in the settings directory and their texts, with addresses at the
    /// domain.
    static func files(domain: String) -> [(path: String, text: String)] {
        [
            ("templates/acknowledge/en.txt", englishText),
            ("templates/acknowledge/en.html", englishPage),
            ("templates/acknowledge/de.txt", germanText),
            ("templates/partials/footer", footer),
            // The settings come last, so that they never exist without their templates.
            ("mailclerk.toml", settings.replacing("example.com", with: domain)),
        ]
    }

    private static let englishText = """
        Subject: [Case {{case.number}}] {{email.subject}}

        Hello{{#email.from.name}} {{email.from.name}}{{/email.from.name}},

        thank you for your message. We have it as case {{case.number}} and will answer soon.
        To add something, reply to this message.

        {{> footer}}

        """

    private static let englishPage = """
        Subject: [Case {{case.number}}] {{email.subject}}

        <p>Hello{{#email.from.name}} {{email.from.name}}{{/email.from.name}},</p>
        <p>thank you for your message. We have it as case <b>{{case.number}}</b> and will answer
        soon. To add something, reply to this message.</p>
        <p>{{> footer}}</p>

        """

    private static let germanText = """
        Subject: [Fall {{case.number}}] {{email.subject}}

        Guten Tag{{#email.from.name}} {{email.from.name}}{{/email.from.name}},

        vielen Dank für Ihre Nachricht. Sie hat die Nummer {{case.number}}; wir antworten bald.
        Wenn Sie etwas ergänzen möchten, antworten Sie auf diese Nachricht.

        {{> footer}}

        """

    private static let footer = """
        {{mailbox.label}}, {{organization.name}}

        """

    private static let settings = """
        # The settings of mailclerk. Apply changes with: mailclerkctl apply
        # Until then, mail is handled with the settings that were applied last.
        # A key after a # shows its default, or an example if it has no default.

        # The characters that separate an address extension: support+x@ belongs to support@.
        # If empty, there are no address extensions.
        # recipient-delimiter = "+"

        # The mailbox for mail to unknown addresses. Without it, such mail is refused (67).
        # default-mailbox = "support"

        [replies]
        # The program that sends replies; "-f SENDER -- RECIPIENT" is appended.
        # sendmail = ["/usr/sbin/sendmail", "-i"]
        # The limit of automatic replies from one mailbox to one sender. A sender that reaches it
        # gets no replies for the next 24 hours. Durations: 90s, 15m, 1h, 7d.
        # limit = { count = 5, within = "1h" }
        # A second limit for one sender, against slow loops of automatic replies.
        # daily-limit = { count = 10, within = "24h" }
        # The limit of automatic replies from one mailbox; further replies are held (outbox).
        # total-limit = { count = 200, within = "1h" }
        # The servers whose Authentication-Results fields are trusted. If set, only senders
        # that passed authentication get replies.
        # trusted-authserv-ids = ["mx.example.com"]
        # Replies without a trusted result: "answer" sends them, "hold" holds them.
        # unauthenticated = "answer"
        # The header fields with which a trusted spam filter marks spam.
        # spam = ["X-Spam-Flag: YES"]

        # Values for templates, such as {{organization.name}}. Any key is allowed.
        [organization]
        name = "Example Inc."

        # Roles are lists of login names; %name includes the members of a Unix group.
        [roles]
        # support-agent = ["alice", "bob", "%helpdesk"]

        # Users need no entry; an entry sets a name, an address for notifications, a signature.
        # [users.alice]
        # name = "Alice Ames"
        # address = "alice@example.com"
        # signature = "alice.txt"          # a file in templates/

        # The statuses of cases. New and reopened cases get the first open status.
        [statuses]
        # open = ["open", "in-progress", "waiting"]
        # closed = ["resolved", "closed"]

        # A mailbox that opens cases.
        [mailboxes.support]
        label = "Customer support"
        address = "support@example.com"
        # Further addresses; "*@example.com" receives mail for all other addresses of the domain.
        # aliases = ["help@example.com"]
        # The language of templates if the message does not request another one.
        # language = "en"
        # If true, everything is decided and recorded, but nothing is sent.
        # shadow = false
        # Access: read mail; read and reply; also merge, move and undo.
        # read = { roles = ["support-agent"], users = ["carol"] }
        # reply = { roles = ["support-agent"] }
        # manage = { users = ["carol"] }
        # The users with an address who are notified of new mail: "none", "assigned", "all".
        # notify = "none"
        # If true, replies have Reply-To: support+TOKEN@example.com, which identifies the thread.
        # reply-token = false
        # If true, the recipients of a customer's mail become participants of its thread.
        # cc-participants = true
        # If the customer of a closed case writes: "reopen" it, open a "new" case, or "leave" it.
        # reopen = "reopen"
        # Kinds of automatic mail that also open records: "auto-reply", "auto-generated",
        # "bounce", "receipt", "list", "bulk", "spam".
        # convert-kinds = []
        # Authenticated web forms whose mail opens records; replies go to its Reply-To.
        # forms = ["form@www.example.com"]
        # Mailing lists (List-Id) whose mail is treated as direct mail.
        # own-lists = ["<team.example.com>"]
        # After changing the name in [mailboxes.NAME]: the previous name.
        # renamed-from = "helpdesk"

        [mailboxes.support.action]
        type = "case"                      # "none", "case", "lead" or a name from [actions]
        # owner = "carol"
        # assign-to = "bob"
        # status = "open"
        # priority = "normal"
        # source = "email"
        # tags = ["email"]

        # Automatic replies. Only the first active rule that matches sends a reply.
        [[mailboxes.support.auto-responses]]
        name = "Acknowledge"
        template = "acknowledge"           # templates/acknowledge/
        # active = true
        # "new": messages that start a thread; "follow-up": messages in an existing thread.
        # on = ["new"]
        # At most one reply of this rule per sender in this time.
        # once-per = "7d"
        # The condition; without it, the rule always matches. Fields: subject, body, from,
        # from-name, to, cc, bcc, recipient, header:NAME, attachment-name, has-attachment, size,
        # kind, language, known-sender. Operators: contains, not-contains, equals, not-equals,
        # starts-with, ends-with, in, not-in, matches, empty, above, below. Groups: all, any, none.
        # when = { all = [ { field = "subject", not-contains = "invoice" }, { field = "size", below = 1000000 } ] }

        # Programs that open records in other systems, for type = "erp": see mailclerk-actions(7).
        # [actions.erp]
        # command = ["/usr/local/lib/mailclerk/erp"]
        # timeout = "30s"

        # A mailbox that opens leads.
        [mailboxes.sales]
        label = "Sales"
        address = "sales@example.com"

        [mailboxes.sales.action]
        type = "lead"
        # owner = "carol"
        # status = "new"
        # source = "email"

        """
}
