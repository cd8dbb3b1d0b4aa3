// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import TestSupport
import Testing

/// Two mailboxes and three users: carol reads both, alice one of them, eve none.
@Suite struct OtherMailboxCommandTests {
    private func site() throws -> Site {
        let site = try Site {
            $0.mailboxes[0].name = "boardroom"
            $0.mailboxes[0].label = "Boardroom"
            $0.mailboxes[0].address = "boardroom@example.com"
            $0.mailboxes[0].action.kind = .case
            $0.mailboxes[0].access = [AccessGrant(level: .manage, holder: .user("carol"))]
            $0.mailboxes[2].rules = []
            $0.mailboxes[2].access = [
                AccessGrant(level: .manage, holder: .user("carol")),
                AccessGrant(level: .manage, holder: .user("alice")),
            ]
        }
        func deliver(_ name: String, to mailbox: String, id: String) throws {
            let message = """
                From: \(name)<jane@customer.example>
                To: team@example.org
                Subject: Lamp \(id)
                Message-ID: <\(id)@customer.example>

                It is dark.

                """
            try #require(
                try site.deliver(
                    message, ["-f", "jane@customer.example", "-r", "\(mailbox)@example.com"]
                ).status == 0)
        }
        try deliver("Jane Hush ", to: "boardroom", id: "one")
        try deliver("", to: "support", id: "two")
        try deliver("", to: "boardroom", id: "three")
        try #require(try site.control(["move", "3", "support"]).status == 0)
        return site
    }

    private static let commands = [
        ["cases"], ["case", "1"], ["case", "2"], ["case", "3"], ["emails"], ["show", "2"],
        ["show", "3"], ["thread", "3"], ["journal", "2"], ["journal", "3"], ["search", "lamp"],
        ["contact", "jane@customer.example"], ["mailboxes"], ["stats"], ["leads"],
        ["reply", "3", "--draft"], ["export", "support", "--format", "jsonl"],
        ["explain", "-r", "support@example.com"], ["merge", "2", "1"],
        ["move", "3", "boardroom"],
        ["undo", "3"], ["journal", "3"],
    ]

    @Test("A name is told only to those whose mailboxes know it", arguments: [[], ["--json"]])
    func names(form: [String]) throws {
        let site = try site()
        let message = "From: <jane@customer.example>\nSubject: Lamp\n\nDark.\n"
        var carols = ""
        for user in ["alice", "eve"] {
            for command in Self.commands {
                let outcome = try site.control(
                    command + form + ["--as", user], input: message)
                // A command names the mailbox that its user typed.
                let text = (outcome.output + outcome.error).replacing(
                    "no such mailbox: \"boardroom\"", with: "")
                #expect(
                    !text.contains("Hush") && !text.lowercased().contains("boardroom"),
                    "\(command) by \(user): \(text)")
            }
        }
        for command in [["case", "1"], ["case", "2"], ["contact", "jane@customer.example"]] {
            carols += try site.control(command + form + ["--as", "carol"]).output
        }
        #expect(carols.contains("Hush") && carols.contains("boardroom"))
    }
}
