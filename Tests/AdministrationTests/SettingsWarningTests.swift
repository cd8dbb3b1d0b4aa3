// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import Administration

@Suite("What can be applied but is hardly meant gives warnings")
struct SettingsWarningTests {
    @Test(arguments: [
        Wrong(
            "[replies]\nsendmail = [\"/nowhere/sendmail\"]\n" + mailbox(""),
            "2:1: warning: no such program: /nowhere/sendmail; replies cannot be sent"),
        Wrong(
            "[roles]\nagents = []\n[replies]\nsendmail = [\"/bin/sh\"]\n" + mailbox(""),
            "2:1: warning: the role \"agents\" has no members"),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\n",
            "1:1: warning: no mailbox is defined; add [mailboxes.NAME]"),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\n"
                + mailbox("action = { type = \"lead\", tags = [\"x\"] }"),
            "4:27: warning: \"tags\" has no effect with action type \"lead\""),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\n" + mailbox("aliases = [\"support+x@example.com\"]"),
            "4:1: warning: \"support+x@example.com\" is redundant: it is \"support@example.com\" at line 3,"
                + " column 1 with an address extension"),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\nusers.bob = { address = \"support@example.com\" }\n"
                + mailbox(""),
            "2:15: warning: support@example.com is the address of mailbox \"support\"; notifications"
                + " would become its mail"),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\n"
                + rule(
                    "[[mailboxes.support.auto-responses]]\nname = \"B\"\ntemplate = \"acknowledge\"\n"
                ),
            "7:1: warning: rule \"B\" never replies, because \"A\" before it always does"),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\n"
                + rule("").replacing("[[", with: "language = \"fr-CA\"\n[["),
            "7:1: warning: template \"acknowledge\" has no text in the mailbox's language"
                + " \"fr-ca\""),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\nusers.bob = { signature = \"bob.txt\" }\n"
                + mailbox(""),
            "2:15: warning: no such file: templates/bob.txt"),
    ])
    func warnings(_ wrong: Wrong) {
        let loaded = load(wrong.settings)
        #expect(texts(loaded) == [])
        #expect(texts(loaded, .warning) == wrong.errors)
    }
}
