// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Testing

@testable import Administration

@Suite("Differences between settings")
struct SettingsDifferenceTests {
    private func lines(_ old: String, _ new: String) -> [String] {
        SettingsDifference.lines(old: load(old).settings, new: load(new).settings)
    }

    @Test func nothingDiffersFromItself() {
        let settings = rule("when = { field = \"to\", empty = true }")
        #expect(lines(settings, settings) == [])
        #expect(lines(settings, "# a comment\n" + settings) == [])
    }

    @Test func eachKeyHasItsLine() {
        let old = """
            default-mailbox = "support"
            roles.agents = ["alice", "bob"]
            users.bob.name = "Bob"
            [replies]
            limit = { count = 5, within = "1h" }
            [mailboxes.support]
            address = "support@example.com"
            aliases = ["help@example.com"]
            read = { roles = ["agents"] }
            action = { type = "case" }
            [[mailboxes.support.auto-responses]]
            name = "A"
            template = "acknowledge"
            [[mailboxes.support.auto-responses]]
            name = "B"
            template = "acknowledge"
            active = false
            [mailboxes.old]
            address = "old@example.com"
            [mailboxes.wares]
            address = "wares@example.com"
            """
        let new = """
            roles.agents = ["alice", "%help"]
            [replies]
            limit = { count = 5, within = "90m" }
            [organization]
            name = "Inc."
            [mailboxes.support]
            label = "Help"
            address = "support@example.com"
            aliases = ["hilfe@example.com"]
            read = { users = ["carol"] }
            action = { type = "case", owner = "carol" }
            [[mailboxes.support.auto-responses]]
            name = "B"
            template = "acknowledge"
            active = false
            [[mailboxes.support.auto-responses]]
            name = "A"
            template = "acknowledge"
            when = { any = [ { field = "size", below = 9 }, { field = "kind", in = ["list"] } ] }
            [mailboxes.goods]
            renamed-from = "wares"
            address = "wares@example.com"
            [mailboxes.sales]
            address = "sales@example.com"
            shadow = true
            """
        #expect(
            lines(old, new) == [
                "- default-mailbox: \"support\"",
                "~ [replies] limit: 5 within 1h -> 5 within 90m",
                "+ [organization] name: \"Inc.\"",
                "- [roles] agents: \"bob\"",
                "+ [roles] agents: \"%help\"",
                "- [users.bob]",
                "- [users.bob] name: \"Bob\"",
                "~ [mailboxes.goods] renamed from \"wares\"",
                "~ [mailboxes.goods] label: \"wares\" -> \"goods\"",
                "+ [mailboxes.sales]",
                "+ [mailboxes.sales] label: \"sales\"",
                "+ [mailboxes.sales] address: \"sales@example.com\"",
                "~ [mailboxes.sales] shadow: false -> true",
                "~ [mailboxes.support] label: \"support\" -> \"Help\"",
                "- [mailboxes.support] aliases: \"help@example.com\"",
                "+ [mailboxes.support] aliases: \"hilfe@example.com\"",
                "+ [mailboxes.support] action owner: carol",
                "- [mailboxes.support] read: role agents",
                "+ [mailboxes.support] read: user carol",
                "+ [mailboxes.support] auto-response \"A\" when: { any = [{ field = \"size\","
                    + " below = 9 }, { field = \"kind\", in = [\"list\"] }] }",
                "~ [mailboxes.support] auto-response order: [\"A\", \"B\"] -> [\"B\", \"A\"]",
                "- [mailboxes.old] (archived: its mail stays readable)",
            ])
    }

    @Test func templatesAreComparedByPart() {
        let old = load(
            "", templates: ["templates/a/en.txt": "Subject: A\n\nx", "templates/b/en.txt": "\nx"])
        let new = load(
            "", templates: ["templates/a/en.txt": "Subject: B\n\nx", "templates/partials/f": "x"])
        #expect(
            SettingsDifference.lines(old: old.settings, new: new.settings) == [
                "~ templates/a/en.txt: header", "- templates/b/en.txt",
                "+ templates/partials/f (html)", "+ templates/partials/f (txt)",
            ])
    }

    @Test func summariesAreOneLine() {
        #expect(SettingsDifference.summary(of: ["+ a"]) == "+ a")
        #expect(
            SettingsDifference.summary(of: ["+ a", "- b", "~ c", "+ d", "+ e"])
                == "+ a; - b; ~ c; and 2 more")
    }
}
