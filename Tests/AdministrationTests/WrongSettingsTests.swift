// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import Administration

@Suite("Wrong settings give exact errors")
struct WrongSettingsTests {
    @Test(arguments: [
        Wrong("a = 1\nb = \"x", "2:7: error: "),
        Wrong("[mailboxes.support\n", "1:19: error: "),
        Wrong("a = 1\na = 2\n", "2:5: error: "),
    ])
    func syntaxErrorsComeAlone(_ wrong: Wrong) {
        let found = texts(
            load("\u{FEFF}" + wrong.settings, templates: ["templates/x/en.txt": "{{"]))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(wrong.errors[0]) == true, "\(found)")
        #expect(texts(load(wrong.settings)).first?.hasPrefix(wrong.errors[0]) == true)
    }

    @Test(arguments: [
        Wrong(
            "recipient-delimeter = \"+\"",
            "1:1: error: unknown key \"recipient-delimeter\" (did you mean \"recipient-delimiter\"?)"
        ),
        Wrong(
            "recipient-delimiter = \"ab\"",
            "1:1: error: \"recipient-delimiter\" must be punctuation such as \"+\", or empty, not \"ab\""
        ),
        Wrong(
            "recipient-delimiter = 1",
            "1:1: error: \"recipient-delimiter\" must be a string, not an integer"),
        Wrong(
            "default-mailbox = \"suport\"\n" + mailbox(""),
            "1:1: error: unknown mailbox \"suport\" (did you mean \"support\"?)"),
        Wrong(
            "[mailbox.support]\naddress = \"a@b.example\"",
            "1:1: error: unknown key \"mailbox\" (did you mean \"mailboxes\"?)"),
        Wrong("mailboxes = 3", "1:1: error: \"mailboxes\" must be a table, not an integer"),
        Wrong(
            "note = \"a\\u0000b\"", "1:1: error: unknown key \"note\"",
            "1:8: error: strings must not contain NUL"),
    ])
    func top(_ wrong: Wrong) {
        #expect(texts(load(wrong.settings)) == wrong.errors)
    }

    @Test(arguments: [
        Wrong(
            "[replies]\nsendmail = \"/usr/sbin/sendmail\"",
            "2:1: error: \"sendmail\" must be a list of strings, not a string"),
        Wrong("[replies]\nsendmail = []", "2:1: error: \"sendmail\" must name a program"),
        Wrong(
            "[replies]\nsendmail = [\"sendmail\", \"-i\"]",
            "2:1: error: \"sendmail\" must start with an absolute path, not \"sendmail\""),
        Wrong(
            "[replies]\nsendmail = [\"/bin/sh\", 3]",
            "2:1: error: \"sendmail\" must be a list of strings, but contains an integer"),
        Wrong(
            "[replies]\nlimit = { count = 0, within = \"1 h\", per = 1 }",
            "2:11: error: \"count\" must be at least 1, not 0",
            "2:22: error: \"within\" must be a duration above zero and up to ten years,"
                + " such as \"90s\", \"15m\", \"1h\" or \"7d\"",
            "2:38: error: unknown key \"per\" in [replies.limit]"),
        Wrong(
            "[replies]\nlimit.count = true",
            "2:1: error: \"count\" must be an integer, not true or false"),
        Wrong(
            "[replies]\ntotal-limit = 5",
            "2:1: error: \"total-limit\" must be a table, not an integer"),
        Wrong(
            "[replies]\ntrusted-authserv-ids = [\"mx one\"]",
            "2:1: error: \"trusted-authserv-ids\" must list single words, usually host names, not"
                + " \"mx one\""),
        Wrong(
            "[replies]\nunauthenticated = \"reply\"",
            "2:1: error: \"unauthenticated\" must be one of \"answer\", \"hold\", not \"reply\""),
        Wrong(
            "[replies]\nspam = [\"X-Spam-Flag\"]",
            "2:1: error: \"spam\" must list header fields such as \"X-Spam-Flag: YES\", not \"X-Spam-Flag\""
        ),
        Wrong("[statuses]\nopen = []", "2:1: error: \"open\" must name at least one status"),
        Wrong(
            "[statuses]\nopen = [\"new\"]\nclosed = [\"done\", \"new\"]",
            "3:1: error: duplicate status \"new\""),
        Wrong(
            "[organization]\n  name = 3", "2:3: error: \"name\" must be a string, not an integer"),
        Wrong(
            "[roles]\nagents = \"alice\"",
            "2:1: error: \"agents\" must be a list of strings, not a string"),
        Wrong(
            "[roles]\nagents = [\"al ice\", \"%\"]",
            "2:1: error: \"agents\" must list login names and groups such as \"%helpdesk\", not \"%\"",
            "2:1: error: \"agents\" must list login names and groups such as \"%helpdesk\", not \"al ice\""
        ),
        Wrong(
            "[users.alice]\nmail = \"a@example.com\"\naddress = \"alice\"\nsignature = \"../x\"",
            "2:1: error: unknown key \"mail\" in [users.alice]",
            "3:1: error: \"address\" must be an address such as \"support@example.com\","
                + " not \"alice\"",
            "4:1: error: \"signature\" must be the name of a file in templates/, not a path"),
        Wrong("users.alice = \"Alice\"", "1:1: error: \"alice\" must be a table, not a string"),
    ])
    func site(_ wrong: Wrong) {
        #expect(texts(load(wrong.settings)) == wrong.errors)
    }

    @Test(arguments: [
        Wrong(
            "[mailboxes.support]\nlabel = \"\"",
            "1:1: error: missing \"address\" in mailbox \"support\"",
            "2:1: error: \"label\" must not be empty"),
        Wrong(
            "[mailboxes.\"a b\"]\naddress = \"a@example.com\"",
            "1:1: error: invalid mailbox name \"a b\": use at most 64 characters a to z, digits, \"-\","
                + " \"_\" and \".\", not starting with \"-\" or \".\""),
        Wrong(
            "[mailboxes.a]\naddress = \"Support <support@example.com>\"",
            "2:1: error: \"address\" must be an address such as \"support@example.com\","
                + " not \"Support <support@example.com>\""),
        Wrong(
            "[mailboxes.a]\naddress = \"*@example.com\"",
            "2:1: error: \"address\" must not be a wildcard; add wildcards to \"aliases\""),
        Wrong(
            mailbox("aliases = [\n  \"help@example.com\",\n  \"help\",\n]"),
            "3:1: error: \"aliases\" must be an address such as \"support@example.com\","
                + " not \"help\""),
        Wrong(
            mailbox("[mailboxes.sales]\naddress = \"Support@EXAMPLE.com\""),
            "4:1: error: duplicate address \"Support@EXAMPLE.com\" (first at line 2, column 1,"
                + " in mailbox \"support\", as \"support@example.com\")"),
        Wrong(
            mailbox("aliases = [\"support@example.com\"]"),
            "3:1: error: duplicate address \"support@example.com\" (first at line 2, column 1)"),
        Wrong(
            mailbox("[mailboxes.sales]\naddress = \"support+eu@example.com\""),
            "4:1: error: \"support+eu@example.com\" is \"support@example.com\" of mailbox \"support\""
                + " at line 2, column 1 with an address extension"),
        Wrong(
            mailbox(
                "aliases = [\"*@example.com\"]\n[mailboxes.b]\naddress = \"b@x.example\"\n"
                    + "aliases = [\"*@Example.Com\"]"),
            "6:1: error: duplicate address \"*@Example.Com\" (first at line 3, column 1,"
                + " in mailbox \"support\", as \"*@example.com\")"),
        Wrong(
            mailbox("language = \"english language\""),
            "3:1: error: \"language\" must be a language tag such as \"en\" or \"de-AT\","
                + " not \"english language\""),
        Wrong(
            mailbox("shadow = \"no\""), "3:1: error: \"shadow\" must be true or false, not a string"
        ),
        Wrong(
            mailbox("notify = \"asigned\""),
            "3:1: error: \"notify\" must be one of \"none\", \"assigned\", \"all\","
                + " not \"asigned\" (did you mean \"assigned\"?)"),
        Wrong(
            mailbox("reopen = true"), "3:1: error: \"reopen\" must be a string, not true or false"),
        Wrong(
            mailbox("convert-kinds = [\"bounces\"]"),
            "3:1: error: \"convert-kinds\" must be one of \"personal\","
                + " \"auto-reply\", \"auto-generated\", \"bounce\", \"receipt\", \"list\", \"bulk\","
                + " \"spam\", not \"bounces\" (did you mean \"bounce\"?)"),
        Wrong(
            "recipient-delimiter = \"\"\n" + mailbox("reply-token = true"),
            "4:1: error: \"reply-token\" requires a \"recipient-delimiter\""),
        Wrong(
            "[mailboxes.support]\naddress = \"\(String(repeating: "s", count: 32))@example.com\"\n"
                + "reply-token = true\n",
            "3:1: error: the local part of \"\(String(repeating: "s", count: 32))@example.com\""
                + " is too long for a reply token"),
        Wrong(
            mailbox("forms = [\"form\"]"),
            "3:1: error: \"forms\" must be an address such as \"support@example.com\","
                + " not \"form\""),
        Wrong(
            mailbox("renamed-from = \"support\""),
            "3:1: error: \"renamed-from\" must be a former name, but mailbox \"support\" still exists"
        ),
        Wrong(
            "[roles]\nagents = [\"a\"]\n" + mailbox("read = { roles = [\"agent\"] }"),
            "5:10: error: unknown role \"agent\" (did you mean \"agents\"?)"),
        Wrong(
            mailbox("[mailboxes.support.reply]\nusers = [\"%staff\"]\ngroups = []"),
            "4:1: error: \"users\" must list login names, not \"%staff\"; add groups to a role",
            "5:1: error: unknown key \"groups\" in [mailboxes.support.reply]"),
        Wrong(mailbox("read = [\"alice\"]"), "3:1: error: \"read\" must be a table, not a list"),
    ])
    func mailboxes(_ wrong: Wrong) {
        #expect(texts(load(wrong.settings)) == wrong.errors)
    }

    @Test(arguments: [
        Wrong(
            mailbox("action = { type = \"ticket\" }"),
            "3:12: error: \"type\" must be one of \"none\", \"case\", \"lead\", not \"ticket\""),
        Wrong(
            mailbox("[mailboxes.support.action]\ntype = \"case\"\nstatus = \"opened\""),
            "5:1: error: unknown status \"opened\" (did you mean \"open\"?)"),
        Wrong(
            mailbox("[mailboxes.support.action]\nassign_to = \"bob\"\nowner = \"b b\""),
            "4:1: error: unknown key \"assign_to\" in [mailboxes.support.action]"
                + " (did you mean \"assign-to\"?)",
            "5:1: error: \"owner\" must be a login name, not \"b b\""),
        Wrong(
            mailbox("[[mailboxes.support.auto-responses]]\nactive = true"),
            "3:1: error: missing \"name\" in the rule",
            "3:1: error: missing \"template\" in the rule"),
        Wrong(
            mailbox("[mailboxes.support.auto-responses]\nname = \"A\""),
            "3:1: error: \"auto-responses\" must be a list of tables,"
                + " [[mailboxes.support.auto-responses]], not a table"),
        Wrong(
            rule(
                "[[mailboxes.support.auto-responses]]\nname = \"A\"\ntemplate = \"acknowlege\"\nwhen = { field = \"size\", above = 1 }"
            ).replacing(
                "template = \"acknowledge\"\n",
                with: "template = \"acknowledge\"\nonce-per = \"1d\"\n"),
            "8:1: error: duplicate rule \"A\" (first at line 4)",
            "9:1: error: unknown template \"acknowlege\""
                + " (did you mean \"acknowledge\"?)"),
        Wrong(
            rule("on = [\"news\"]"),
            "6:1: error: \"on\" must be one of \"new\", \"follow-up\", not \"news\""
                + " (did you mean \"new\"?)"),
        Wrong(
            rule("on = []"), "6:1: error: \"on\" must name at least one of \"new\", \"follow-up\""),
        Wrong(
            rule("once-per = [7]"),
            "6:1: error: \"once-per\" must be a duration such as \"90s\", \"15m\", \"1h\" or"
                + " \"7d\", not a list"),
        Wrong(
            rule("when = { }"),
            "6:1: error: a condition must have an operator such as \"contains\", or be a group:"
                + " \"all\", \"any\" or \"none\"",
            "6:1: error: missing \"field\" in the condition"),
        Wrong(
            rule("when = { field = \"subjct\", contains = \"x\" }"),
            "6:10: error: unknown field \"subjct\" (did you mean \"subject\"?)"),
        Wrong(
            rule("when = { field = \"subject\", containz = \"x\" }"),
            "6:29: error: unknown key \"containz\" in [mailboxes.support.auto-responses.when]"
                + " (did you mean \"contains\"?)"),
        Wrong(
            rule(
                "when = { all = [\n  { field = \"to\", contains = 3 },\n  { contains = \"x\" },\n] }"
            ),
            "7:19: error: \"contains\" must be a string, not an integer",
            "8:3: error: missing \"field\" in the condition"),
        Wrong(
            rule("when = { field = \"subject\", contains = \"a\", equals = \"b\" }"),
            "6:45: error: a test must have only one operator; it already has \"contains\""),
        Wrong(
            rule("when = { field = \"size\", contains = \"5\" }"),
            "6:26: error: \"contains\" cannot be used with the field \"size\"; use \"above\","
                + " \"below\", \"equals\" or \"not-equals\""),
        Wrong(
            rule("when = { field = \"subject\", above = 5 }"),
            "6:29: error: \"above\" cannot be used with the field \"subject\"; use a text operator"),
        Wrong(
            rule("when = { field = \"known-sender\", equals = \"yes\" }"),
            "6:34: error: \"equals\" must be true or false, not a string"),
        Wrong(
            rule("when = { field = \"from\", in = \"a@example.com\" }"),
            "6:26: error: \"in\" must be a list of strings, not a string"),
        Wrong(
            rule("when = { field = \"kind\", in = [\"personel\"] }"),
            "6:26: error: unknown kind \"personel\" (did you mean \"personal\"?)"),
        Wrong(
            rule("when = { field = \"header:X Y\", equals = \"1\" }"),
            "6:10: error: \"X Y\" is not a valid header field name"),
        Wrong(
            rule("when = { any = [], none = [ { field = \"to\", empty = true } ] }"),
            "6:10: error: \"any\" must contain at least one condition",
            "6:20: error: \"none\" cannot be combined with \"any\"; nest one in the other"),
        Wrong(
            rule("when = { field = \"subject\", matches = \"(a|b\" }"),
            "6:29: error: \"matches\" is not a valid regular expression: unmatched ("),
    ])
    func rules(_ wrong: Wrong) {
        #expect(texts(load(wrong.settings)) == wrong.errors)
    }

    @Test func allErrorsComeAtOnceInOrder() {
        let settings = """
            [[mailboxes.b.auto-responses]]
            name = 1
            template = "none"
            [mailboxes]
            a.address = 'x'
            """
        #expect(
            texts(load(settings)) == [
                "1:1: error: missing \"address\" in mailbox \"b\"",
                "2:1: error: \"name\" must be a string, not an integer",
                "3:1: error: unknown template \"none\"",
                "5:1: error: \"address\" must be an address such as \"support@example.com\", not \"x\"",
            ])
    }

    @Test func deepConditionsAreRefused() {
        let open = String(repeating: "{ all = [ ", count: 40)
        let close = String(repeating: " ] }", count: 40)
        let found = texts(
            load(rule("when = \(open){ field = \"to\", empty = true }\(close)")))
        #expect(found == ["6:\(8 + 32 * 10): error: conditions may be nested at most 32 deep"])
    }
}
