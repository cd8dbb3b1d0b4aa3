// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import Administration

@Suite("What can be applied but is hardly meant gives warnings")
struct SettingsWarningTests {
    @Test(arguments: [
        Wrong(
            "[replies]\nsendmail = [\"/nowhere/sendmail\"]\n" + mailbox(""),
            "2:1: warning: there is no /nowhere/sendmail; replies can't be sent without it"),
        Wrong(
            "[roles]\nagents = []\n[replies]\nsendmail = [\"/bin/sh\"]\n" + mailbox(""),
            "2:1: warning: the role \"agents\" has no members"),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\n",
            "1:1: warning: there is no mailbox; add [mailboxes.NAME]"),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\n"
                + mailbox("action = { type = \"lead\", tags = [\"x\"] }"),
            "4:27: warning: \"tags\" does nothing when the action's type is \"lead\""),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\n" + mailbox("aliases = [\"support+x@example.com\"]"),
            "4:1: warning: support+x@example.com is not needed: it is support@example.com, at line 3,"
                + " column 1, with an extension"),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\nusers.bob = { address = \"support@example.com\" }\n"
                + mailbox(""),
            "2:15: warning: support@example.com is the address of the mailbox \"support\"; notices"
                + " would become its mail"),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\n"
                + rule(
                    "[[mailboxes.support.auto-responses]]\nname = \"B\"\ntemplate = \"acknowledge\"\n"
                ),
            "7:1: warning: the rule \"B\" never answers: \"A\" before it always does"),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\n"
                + rule("").replacing("[[", with: "language = \"fr-CA\"\n[["),
            "7:1: warning: the template \"acknowledge\" has no text in the mailbox's language"
                + " \"fr-ca\""),
        Wrong(
            "replies.sendmail = [\"/bin/sh\"]\nusers.bob = { signature = \"bob.txt\" }\n"
                + mailbox(""),
            "2:15: warning: there is no templates/bob.txt"),
    ])
    func warnings(_ wrong: Wrong) {
        let loaded = load(wrong.settings)
        #expect(texts(loaded) == [])
        #expect(texts(loaded, .warning) == wrong.errors)
    }
}
