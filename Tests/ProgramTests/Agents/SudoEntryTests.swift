// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Testing

/// What users type: the program goes through sudo by itself, and files stay the user's.
@Suite(.enabled(if: Workplace.isPossible, Workplace.need)) struct SudoEntryTests {
    @Test func standardInputGoesThrough() throws {
        let site = try AgentSite()
        let note = try site.type(["case", "1", "note"], input: "Ada called. 💡\n")
        #expect(note.status == 0 && note.error == "", "\(note)")
        #expect(try site.type(["case", "1"]).output.contains("Ada called. 💡"))
        let explained = try site.type(
            ["explain", "-r", "support@example.com", "--json"], input: letter("new"))
        #expect(explained.status == 0)
        #expect(explained.output.contains("\"exit\":0"))
    }

    @Test func outputsAndStatusComeBackAsTheyAre() throws {
        let site = try AgentSite()
        let raw = try site.type(["show", "1", "--raw"])
        #expect(raw == Outcome(status: 0, output: AgentSite.message))
        let missing = try site.type(["show", "7"])
        #expect(missing.status == 67 && missing.output == "")
        #expect(
            missing.error == "mailclerkctl: no such email: 7 (or you may not see it)\n")
        // Wrong usage is told without sudo.
        #expect(try site.type(["show"]).status == 64)
    }

    @Test func statusOfAWarningIsNoRefusalOfSudos() throws {
        let site = try AgentSite()
        let emergency = site.place.site.emergencyDirectory
        try FileManager.default.createDirectory(
            atPath: emergency, withIntermediateDirectories: true)
        for status: Int32 in [0, 2] {
            if status == 2 {
                try Data().write(to: URL(fileURLWithPath: emergency + "/1.emergency"))
            }
            try site.place.root("chown -R mailclerk /var/lib/mailclerk/emergency")
            let outcome = try site.type(["check"])
            #expect(outcome.error == "")
            #expect(outcome.status == status, "\(outcome)")
        }
    }

    @Test func attachmentIsTheUsersFile() throws {
        let site = try AgentSite()
        try site.shell("mkdir \(AgentSite.home)/in")
        for (target, file) in [("one", "one"), ("in", "in/\(AgentSite.attachment)")] {
            let path = "\(AgentSite.home)/\(target)"
            let outcome = try site.type(["attachment", "1", "1", "-o", path])
            #expect(outcome.status == 0 && outcome.output == "", "\(outcome)")
            #expect(outcome.error.contains("wrote \(AgentSite.home)/\(file), 6 B\n"))
            let found = try site.shell(
                "stat -c '%U %a' \(AgentSite.home)/\(file) && cat \(AgentSite.home)/\(file)")
            #expect(found.output == "\(AgentSite.user) 600\na lamp")
        }
        let piped = try site.type(["attachment", "1", "1"])
        #expect(piped == Outcome(status: 0, output: "a lamp"))
        let missing = try site.type(["attachment", "1", "2", "-o", AgentSite.home + "/two"])
        #expect(missing.status == 67)
        #expect(missing.error.hasSuffix("; expected 1 to 1\n"))
    }

    @Test(arguments: ["mbox", "maildir", "eml", "jsonl"])
    func exportIsTheUsersFile(format: String) throws {
        let site = try AgentSite()
        let path = AgentSite.home + "/out"
        let outcome = try site.type(["export", "support", "--format", format, "-o", path])
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.output == "exported 1 message to \(path)\n")
        let found = try site.shell("find \(path) -type f ! -name '.*' -exec cat {} +").output
        if format == "jsonl" {
            #expect(found.contains("\"subject\":\"Broken lamp\""))
        } else {
            #expect(found.contains("It is dark here."))
        }
        #expect(try site.shell("find \(path) ! -user \(AgentSite.user)").output == "")
        #expect(try site.type(["export", "sales", "--format", format, "-o", path]).status == 67)
    }

    @Test func pagerIsTheUsersAndKnowsTheTerminal() throws {
        let subject = "Subject: " + String(repeating: "lamps and ", count: 12)
        let site = try AgentSite()
        try #require(
            try Program.filter.run(
                ["-s", "/var/lib/mailclerk/mailclerk.db", "-r", "support@example.com"],
                input: Array(letter("2").replacing("Subject: ", with: subject).utf8),
                through: site.place.being("mailclerk")
            ).status == 0)
        try site.shell(
            """
            printf '#!/bin/sh\\nid -un >>~/trace; cat\\n' >\(AgentSite.home)/page
            chmod 755 \(AgentSite.home)/page
            """)
        func onTerminal(_ command: String) throws -> String {
            let line = "stty rows 3 cols 100; mailclerkctl \(command)"
            let outcome = try Program(path: "/usr/bin/script").run(
                ["-qec", line, "/dev/null"],
                environment: [
                    "PATH": "/usr/local/bin:/usr/bin:/bin", "SHELL": "/bin/sh", "TERM": "xterm",
                    "HOME": AgentSite.home, "PAGER": AgentSite.home + "/page",
                ], through: site.place.being(AgentSite.user))
            #expect(outcome.status == 0, "\(outcome)")
            return outcome.output.replacing("\r\n", with: "\n")
        }
        let list = try onTerminal("emails")
        #expect(try site.shell("cat \(AgentSite.home)/trace").output == AgentSite.user + "\n")
        // What is not read is bold, and a row is as wide as the terminal.
        #expect(list.contains("\u{1B}[1m"))
        let plain = list.replacing(/\u{1B}\[[0-9;]*m/, with: "").split(separator: "\n")
        #expect(plain.map(\.count).max().map { (90...100).contains($0) } == true, "\(list)")
        #expect(try onTerminal("emails --no-pager").contains("lamps and"))
        #expect(try onTerminal("show 1 --raw").contains("Message-ID: <1@customer.example>"))
        #expect(
            try site.shell("cat \(AgentSite.home)/trace").output == AgentSite.user + "\n")
    }

    @Test func refusalOfSudosSaysWhatToSetUp() throws {
        let site = try AgentSite()
        try site.place.root("gpasswd -d \(AgentSite.user) mailclerk-agents")
        for arguments in [["emails"], ["attachment", "1", "1", "-o", AgentSite.home + "/one"]] {
            let outcome = try site.type(arguments)
            #expect(outcome.isRefusal, "\(outcome)")
            #expect(outcome.error.contains("contrib/sudoers"))
            #expect(outcome.error.contains("mailclerk-agents"))
        }
    }
}
