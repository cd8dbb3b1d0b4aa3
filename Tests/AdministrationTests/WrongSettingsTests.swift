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
            "1:1: error: \"recipient-delimiter\" must be signs such as \"+\", or empty for none"),
        Wrong(
            "recipient-delimiter = 1",
            "1:1: error: \"recipient-delimiter\" must be a string, not an integer"),
        Wrong(
            "default-mailbox = \"suport\"\n" + mailbox(""),
            "1:1: error: there is no mailbox \"suport\" (did you mean \"support\"?)"),
        Wrong(
            "[mailbox.support]\naddress = \"a@b.example\"",
            "1:1: error: unknown key \"mailbox\" (did you mean \"mailboxes\"?)"),
        Wrong("mailboxes = 3", "1:1: error: \"mailboxes\" must be a table, not an integer"),
        Wrong(
            "note = \"a\\u0000b\"", "1:1: error: unknown key \"note\"",
            "1:8: error: a string must not hold a NUL"),
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
            "2:1: error: \"sendmail\" must name its program by an absolute path, not \"sendmail\""),
        Wrong(
            "[replies]\nsendmail = [\"/bin/sh\", 3]",
            "2:1: error: \"sendmail\" must be a list of strings; it holds an integer"),
        Wrong(
            "[replies]\nlimit = { count = 0, within = \"1 h\", per = 1 }",
            "2:11: error: \"count\" must be at least 1",
            "2:22: error: \"within\" must be a length of time above zero and up to ten years,"
                + " such as \"90s\", \"15m\", \"1h\", \"7d\"",
            "2:38: error: unknown key \"per\" in [replies.limit]"),
        Wrong(
            "[replies]\nlimit.count = true",
            "2:1: error: \"count\" must be an integer, not true or false"),
        Wrong(
            "[replies]\ntotal-limit = 5",
            "2:1: error: \"total-limit\" must be a table, not an integer"),
        Wrong(
            "[replies]\ntrusted-authserv-ids = [\"mx one\"]",
            "2:1: error: \"mx one\" is no authserv-id; it is one word, mostly a host's name"),
        Wrong(
            "[replies]\nunauthenticated = \"reply\"",
            "2:1: error: \"unauthenticated\" can't be \"reply\"; it is one of \"answer\", \"hold\""),
        Wrong(
            "[replies]\nspam = [\"X-Spam-Flag\"]",
            "2:1: error: \"X-Spam-Flag\" is no header field; write it as \"X-Spam-Flag: YES\""),
        Wrong("[statuses]\nopen = []", "2:1: error: \"open\" must name at least one status"),
        Wrong(
            "[statuses]\nopen = [\"new\"]\nclosed = [\"done\", \"new\"]",
            "3:1: error: the status \"new\" is there twice"),
        Wrong(
            "[organization]\n  name = 3", "2:3: error: \"name\" must be a string, not an integer"),
        Wrong(
            "[roles]\nagents = \"alice\"",
            "2:1: error: \"agents\" must be a list of strings, not a string"),
        Wrong(
            "[roles]\nagents = [\"al ice\", \"%\"]",
            "2:1: error: \"%\" is neither a login name nor a group such as \"%helpdesk\"",
            "2:1: error: \"al ice\" is neither a login name nor a group such as \"%helpdesk\""),
        Wrong(
            "[users.alice]\nmail = \"a@example.com\"\naddress = \"alice\"\nsignature = \"../x\"",
            "2:1: error: unknown key \"mail\" in [users.alice]",
            "3:1: error: \"address\" must be an address such as \"support@example.com\","
                + " not \"alice\"",
            "4:1: error: \"signature\" must name a file in templates/, without a path"),
        Wrong("users.alice = \"Alice\"", "1:1: error: \"alice\" must be a table, not a string"),
    ])
    func site(_ wrong: Wrong) {
        #expect(texts(load(wrong.settings)) == wrong.errors)
    }

    @Test(arguments: [
        Wrong(
            "[mailboxes.support]\nlabel = \"\"",
            "1:1: error: the mailbox \"support\" has no \"address\"",
            "2:1: error: \"label\" must not be empty"),
        Wrong(
            "[mailboxes.\"a b\"]\naddress = \"a@example.com\"",
            "1:1: error: a mailbox's name is up to 64 letters a to z, digits, \"-\", \"_\" and"
                + " \".\", and starts with neither \"-\" nor \".\": \"a b\""),
        Wrong(
            "[mailboxes.a]\naddress = \"Support <support@example.com>\"",
            "2:1: error: \"address\" must be an address such as \"support@example.com\","
                + " not \"Support <support@example.com>\""),
        Wrong(
            "[mailboxes.a]\naddress = \"*@example.com\"",
            "2:1: error: a wildcard can be an alias only, not the \"address\""),
        Wrong(
            mailbox("aliases = [\n  \"help@example.com\",\n  \"help\",\n]"),
            "3:1: error: \"aliases\" must be an address such as \"support@example.com\","
                + " not \"help\""),
        Wrong(
            mailbox("[mailboxes.sales]\naddress = \"Support@EXAMPLE.com\""),
            "4:1: error: Support@EXAMPLE.com belongs to the mailbox \"support\" already as"
                + " support@example.com, at line 2, column 1"),
        Wrong(
            mailbox("aliases = [\"support@example.com\"]"),
            "3:1: error: support@example.com belongs to this mailbox already, at line 2, column 1"),
        Wrong(
            mailbox("[mailboxes.sales]\naddress = \"support+eu@example.com\""),
            "4:1: error: support+eu@example.com is support@example.com of the mailbox \"support\","
                + " at line 2, column 1, with an extension"),
        Wrong(
            mailbox(
                "aliases = [\"*@example.com\"]\n[mailboxes.b]\naddress = \"b@x.example\"\n"
                    + "aliases = [\"*@Example.Com\"]"),
            "6:1: error: *@Example.Com belongs to the mailbox \"support\" already as"
                + " *@example.com, at line 3, column 1"),
        Wrong(
            mailbox("language = \"english language\""),
            "3:1: error: \"language\" must be a tag such as \"en\" or \"de-AT\","
                + " not \"english language\""),
        Wrong(
            mailbox("shadow = \"no\""), "3:1: error: \"shadow\" must be true or false, not a string"
        ),
        Wrong(
            mailbox("notify = \"asigned\""),
            "3:1: error: \"notify\" can't be \"asigned\"; it is one of \"none\", \"assigned\","
                + " \"all\" (did you mean \"assigned\"?)"),
        Wrong(
            mailbox("reopen = true"), "3:1: error: \"reopen\" must be a string, not true or false"),
        Wrong(
            mailbox("convert-kinds = [\"bounces\"]"),
            "3:1: error: \"convert-kinds\" can't be \"bounces\"; it is one of \"personal\","
                + " \"auto-reply\", \"auto-generated\", \"bounce\", \"receipt\", \"list\", \"bulk\","
                + " \"spam\" (did you mean \"bounce\"?)"),
        Wrong(
            "recipient-delimiter = \"\"\n" + mailbox("reply-token = true"),
            "4:1: error: \"reply-token\" needs a \"recipient-delimiter\""),
        Wrong(
            "[mailboxes.support]\naddress = \"\(String(repeating: "s", count: 32))@example.com\"\n"
                + "reply-token = true\n",
            "3:1: error: the local part of \"\(String(repeating: "s", count: 32))@example.com\""
                + " leaves no room for a token"),
        Wrong(
            mailbox("forms = [\"form\"]"),
            "3:1: error: \"forms\" must be an address such as \"support@example.com\","
                + " not \"form\""),
        Wrong(
            mailbox("renamed-from = \"support\""),
            "3:1: error: \"support\" is still a mailbox; nothing can be renamed from it"),
        Wrong(
            "[roles]\nagents = [\"a\"]\n" + mailbox("read = { roles = [\"agent\"] }"),
            "5:10: error: there is no role \"agent\" (did you mean \"agents\"?)"),
        Wrong(
            mailbox("[mailboxes.support.reply]\nusers = [\"%staff\"]\ngroups = []"),
            "4:1: error: \"%staff\" can't be a login name; a group is a member of a role",
            "5:1: error: unknown key \"groups\" in [mailboxes.support.reply]"),
        Wrong(mailbox("read = [\"alice\"]"), "3:1: error: \"read\" must be a table, not a list"),
    ])
    func mailboxes(_ wrong: Wrong) {
        #expect(texts(load(wrong.settings)) == wrong.errors)
    }

    @Test(arguments: [
        Wrong(
            mailbox("action = { type = \"ticket\" }"),
            "3:12: error: \"type\" can't be \"ticket\"; it is one of \"none\", \"case\", \"lead\""),
        Wrong(
            mailbox("[mailboxes.support.action]\ntype = \"case\"\nstatus = \"opened\""),
            "5:1: error: there is no status \"opened\" in [statuses] (did you mean \"open\"?)"),
        Wrong(
            mailbox("[mailboxes.support.action]\nassign_to = \"bob\"\nowner = \"b b\""),
            "4:1: error: unknown key \"assign_to\" in [mailboxes.support.action]"
                + " (did you mean \"assign-to\"?)",
            "5:1: error: \"owner\" must be a login name, not \"b b\""),
        Wrong(
            mailbox("[[mailboxes.support.auto-responses]]\nactive = true"),
            "3:1: error: the rule has no \"name\"", "3:1: error: the rule has no \"template\""),
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
            "8:1: error: the mailbox \"support\" has a rule \"A\" already",
            "9:1: error: there is no template \"acknowlege\" in templates/"
                + " (did you mean \"acknowledge\"?)"),
        Wrong(
            rule("on = [\"news\"]"),
            "6:1: error: \"on\" can't be \"news\"; it is one of \"new\", \"follow-up\""
                + " (did you mean \"new\"?)"),
        Wrong(
            rule("on = []"), "6:1: error: \"on\" must name at least one of \"new\", \"follow-up\""),
        Wrong(
            rule("once-per = [7]"),
            "6:1: error: \"once-per\" must be a length of time such as \"90s\", \"15m\", \"1h\","
                + " \"7d\", not a list"),
        Wrong(
            rule("when = { }"),
            "6:1: error: a condition needs a \"field\"",
            "6:1: error: a condition needs an operator such as \"contains\", or a group: \"all\","
                + " \"any\", \"none\""),
        Wrong(
            rule("when = { field = \"subjct\", contains = \"x\" }"),
            "6:10: error: there is no field \"subjct\" (did you mean \"subject\"?)"),
        Wrong(
            rule("when = { field = \"subject\", containz = \"x\" }"),
            "6:29: error: unknown key \"containz\" in [mailboxes.support.auto-responses.when]"
                + " (did you mean \"contains\"?)"),
        Wrong(
            rule(
                "when = { all = [\n  { field = \"to\", contains = 3 },\n  { contains = \"x\" },\n] }"
            ),
            "7:19: error: \"contains\" must be a string, not an integer",
            "8:3: error: a condition needs a \"field\""),
        Wrong(
            rule("when = { field = \"subject\", contains = \"a\", equals = \"b\" }"),
            "6:45: error: one test has one operator; \"contains\" is there already"),
        Wrong(
            rule("when = { field = \"size\", contains = \"5\" }"),
            "6:26: error: \"contains\" doesn't go with the field \"size\"; it takes \"above\","
                + " \"below\", \"equals\" or \"not-equals\""),
        Wrong(
            rule("when = { field = \"subject\", above = 5 }"),
            "6:29: error: \"above\" doesn't go with the field \"subject\"; it takes the operators"
                + " of text"),
        Wrong(
            rule("when = { field = \"known-sender\", equals = \"yes\" }"),
            "6:34: error: \"equals\" must be true or false, not a string"),
        Wrong(
            rule("when = { field = \"from\", in = \"a@example.com\" }"),
            "6:26: error: \"in\" must be a list of strings, not a string"),
        Wrong(
            rule("when = { field = \"kind\", in = [\"personel\"] }"),
            "6:26: error: there is no kind \"personel\" (did you mean \"personal\"?)"),
        Wrong(
            rule("when = { field = \"header:X Y\", equals = \"1\" }"),
            "6:10: error: \"X Y\" can't name a header field"),
        Wrong(
            rule("when = { any = [], none = [ { field = \"to\", empty = true } ] }"),
            "6:10: error: \"any\" must hold at least one condition",
            "6:20: error: \"none\" can't stand beside \"any\"; put one into the other"),
        Wrong(
            rule("when = { field = \"subject\", matches = \"(a|b\" }"),
            "6:29: error: \"matches\" is no regular expression: unmatched ("),
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
                "1:1: error: the mailbox \"b\" has no \"address\"",
                "2:1: error: \"name\" must be a string, not an integer",
                "3:1: error: there is no template \"none\" in templates/",
                "5:1: error: \"address\" must be an address such as \"support@example.com\", not \"x\"",
            ])
    }

    @Test func deepConditionsAreRefused() {
        let open = String(repeating: "{ all = [ ", count: 40)
        let close = String(repeating: " ] }", count: 40)
        let found = texts(
            load(rule("when = \(open){ field = \"to\", empty = true }\(close)")))
        #expect(found == ["6:\(8 + 32 * 10): error: conditions nest at most 32 deep"])
    }
}
