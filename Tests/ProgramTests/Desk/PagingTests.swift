// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Store
import SystemMailbox
import TestSupport
import Testing

/// How answers come to people: quotes folded, long ones through a pager, a pipe that is left.
@Suite struct PagingTests {
    private func site(quoting lines: Int, below: String = "Thanks.\n") throws -> Site {
        let site = try Site()
        let quote = (1...max(lines, 1)).map { "> line \($0)\n" }.joined()
        let message = letter().replacing(
            "It is dark here.\n",
            with: "It is light.\n\nOn Monday, Support wrote:\n\(quote)\n\(below)")
        #expect(try site.deliver(message) == .silent(0))
        return site
    }

    @Test func longQuotesAreOneLineAndShortOnesStay() throws {
        let long = try site(quoting: 12)
        let shown = try long.control(["show", "1"])
        #expect(
            shown.output.contains(
                """
                It is light.

                On Monday, Support wrote:
                [12 quoted lines: mailclerkctl show 1 --full]

                Thanks.
                """))
        #expect(!shown.output.contains("> line"))
        for arguments in [["show", "1", "--full"], ["show", "1", "--text"]] {
            #expect(try long.control(arguments).output.contains("> line 12\n"))
        }
        let text = try long.object(["show", "1"])["text"] as? String
        #expect(text?.contains("> line 12") == true)
        let short = try site(quoting: 3)
        #expect(try short.control(["show", "1"]).output.contains("> line 3\n"))
    }

    @Test func whatQuotesAloneStays() throws {
        let site = try Site()
        let quote = (1...9).map { "> line \($0)\n" }.joined()
        #expect(
            try site.deliver(letter().replacing("It is dark here.\n", with: quote))
                == .silent(0))
        #expect(try site.control(["show", "1"]).output.contains("> line 9\n"))
    }

    @Test func whoLeavesThePipeIsNoFailure() throws {
        let site = try Site()
        #expect(try site.deliver() == .silent(0))
        try site.query { store in
            try store.connection.transaction(.write) {
                for number in 2...3000 {
                    try store.connection.execute(
                        """
                        INSERT INTO email (mailbox_id, thread_id, direction, kind, received_at,
                            sent_at, from_name, from_address, to_list, cc_list, subject, snippet,
                            attachments, size, verified, message_id, message_key, digest)
                        SELECT mailbox_id, thread_id, direction, kind, received_at + $1, sent_at,
                            from_name, from_address, to_list, cc_list, subject, snippet,
                            attachments, size, verified, message_id, message_key, digest
                        FROM email WHERE id = 1
                        """, number)
                }
            }
        }
        let shell = Program(path: "/bin/sh")
        let left = try shell.run([
            "-c",
            """
            { '\(Program.control.path)' emails --json --store '\(site.storePath)'; \
            echo "status $?" >&2; } | head -1
            """,
        ])
        #expect(left.error == "status 0\n")
        #expect(left.output.split(separator: "\n").count == 1)
    }

    /// Runs a command on a terminal of ten lines; PAGER says what it got.
    private func onTerminal(_ site: Site, _ command: String, pager: String) throws -> String {
        let path = site.directory + "/pager"
        try Data("#!/bin/sh\n\(pager)\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let script = Program(path: "/usr/bin/script")
        let control = "\(Program.control.path) \(command) --store \(site.storePath)"
        let outcome = try script.run(
            ["-qec", "stty rows 10 cols 80; \(control)", "/dev/null"],
            environment: Program.plainEnvironment.merging([
                "PAGER": path, "TERM": "dumb",
            ]) { $1 })
        #expect(outcome.status == 0, "\(outcome.output)")
        return outcome.output.replacing("\r\n", with: "\n")
    }

    @Test func whatIsLongerThanTheScreenGoesThroughThePager() throws {
        let site = try site(quoting: 20)
        let pager = "echo \"pager $LESSSECURE\"; sed 's/^/| /'"
        let paged = try onTerminal(site, "show 1", pager: pager)
        #expect(paged.hasPrefix("pager 1\n| From:"))
        #expect(paged.contains("| Thanks.\n"))
        for command in ["show 1 --no-pager", "--no-pager show 1", "mailboxes", "show 1 --json"] {
            #expect(!(try onTerminal(site, command, pager: pager).contains("pager 1")))
        }
    }

    @Test func withoutAPagerItIsShownAllTheSame() throws {
        let site = try site(quoting: 20)
        for pager in ["exit 127", "exec /nonexistent/pager"] {
            let shown = try onTerminal(site, "show 1", pager: pager)
            #expect(shown.contains("Thanks.\n"))
        }
        // One that is left early is no failure.
        #expect(try onTerminal(site, "show 1 --full", pager: "head -1").hasPrefix("From:"))
    }
}
