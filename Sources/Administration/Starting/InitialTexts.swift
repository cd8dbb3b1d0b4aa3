// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The files that `init` writes.
enum InitialTexts {
    /// Each file's path from the settings directory and its text, with addresses of the domain.
    static func files(domain: String) -> [(path: String, text: String)] {
        [
            ("templates/acknowledge/en.txt", englishText),
            ("templates/acknowledge/en.html", englishPage),
            ("templates/acknowledge/de.txt", germanText),
            ("templates/partials/footer", footer),
            // Last, so that settings are never there without their templates.
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
        # The settings of mailclerk. After an edit: mailclerkctl apply
        # Nothing here counts before that; mail goes on under the settings applied last.
        # A key with a # in front shows its default, or an example where it has none.

        # What separates an address from its extension: support+x@ is support@'s mail.
        # Empty: there are no extensions.
        # recipient-delimiter = "+"

        # The mailbox for mail to unknown addresses. Without it such mail is refused (exit 67).
        # default-mailbox = "support"

        [replies]
        # The program that sends replies; -f SENDER -- RECIPIENT is added.
        # sendmail = ["/usr/sbin/sendmail", "-i"]
        # So many automatic replies to one sender from one mailbox; then the sender gets none
        # until 24 hours have passed without mail. Times are written 90s, 15m, 1h, 7d.
        # limit = { count = 5, within = "1h" }
        # So many automatic replies of one mailbox in all; more are held, see mailclerkctl outbox.
        # total-limit = { count = 200, within = "1h" }
        # The servers whose Authentication-Results fields count. With them, only senders that
        # passed are answered.
        # trusted-authserv-ids = ["mx.example.com"]
        # What to do where no trusted result is found: "answer", or "hold" the reply.
        # unauthenticated = "answer"
        # Header fields by which a spam filter that you trust marks spam.
        # spam = ["X-Spam-Flag: YES"]

        # Names for templates: {{organization.name}}. Any key will do.
        [organization]
        name = "Example Inc."

        # Roles are lists of login names; %name stands for the members of a Unix group.
        [roles]
        # support-agent = ["alice", "bob", "%helpdesk"]

        # Users need no entry; one gives them a name, an address for notices, a signature.
        # [users.alice]
        # name = "Alice Ames"
        # address = "alice@example.com"
        # signature = "alice.txt"          # a file in templates/

        # The statuses of cases. A new or reopened case gets the first open one.
        [statuses]
        # open = ["open", "in-progress", "waiting"]
        # closed = ["resolved", "closed"]

        # A mailbox whose mail becomes cases.
        [mailboxes.support]
        label = "Customer support"
        address = "support@example.com"
        # Further addresses; "*@example.com" takes what no other mailbox of that domain takes.
        # aliases = ["help@example.com"]
        # The language of templates where the message asks for none.
        # language = "en"
        # With true, everything is decided and recorded, and nothing is sent.
        # shadow = false
        # Who may see the mail, who may also answer, who may also merge, move and undo.
        # read = { roles = ["support-agent"], users = ["carol"] }
        # reply = { roles = ["support-agent"] }
        # manage = { users = ["carol"] }
        # Which users with an address get a notice of new mail: "none", "assigned", "all".
        # notify = "none"
        # With true, replies carry Reply-To: support+TOKEN@example.com, by which answers are known.
        # reply-token = false
        # When the customer of a closed case writes again: "reopen", "new" (another case), "leave".
        # reopen = "reopen"
        # Kinds of automatic mail that make records, too: "auto-reply", "auto-generated", "bounce",
        # "receipt", "list", "bulk", "spam".
        # convert-kinds = []
        # Authenticated web forms whose mail makes records and whose Reply-To is answered.
        # forms = ["form@www.example.com"]
        # Mailing lists (List-Id) whose mail counts as direct mail.
        # own-lists = ["<team.example.com>"]
        # After a change of the name in [mailboxes.NAME]: the name before.
        # renamed-from = "helpdesk"

        [mailboxes.support.action]
        type = "case"                      # "none", "case", "lead" or the name of one of [actions]
        # owner = "carol"
        # assign-to = "bob"
        # status = "open"
        # priority = "normal"
        # source = "email"
        # tags = ["email"]

        # Automatic answers. The first active rule that matches answers, no other.
        [[mailboxes.support.auto-responses]]
        name = "Acknowledge"
        template = "acknowledge"           # templates/acknowledge/
        # active = true
        # "new": a message that starts a thread; "follow-up": one that belongs to a thread.
        # on = ["new"]
        # At most one answer of this rule to one sender in so much time.
        # once-per = "7d"
        # When it matches; without it, always. Fields: subject, body, from, from-name, to, cc, bcc,
        # recipient, header:NAME, attachment-name, has-attachment, size, kind, language,
        # known-sender. Operators: contains, not-contains, equals, not-equals, starts-with,
        # ends-with, in, not-in, matches, empty, above, below. Groups: all, any, none.
        # when = { all = [ { field = "subject", not-contains = "invoice" }, { field = "size", below = 1000000 } ] }

        # Programs that make records somewhere else, with type = "erp": see mailclerk-actions(7).
        # [actions.erp]
        # command = ["/usr/local/lib/mailclerk/erp"]
        # timeout = "30s"

        # A mailbox whose mail becomes leads.
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
