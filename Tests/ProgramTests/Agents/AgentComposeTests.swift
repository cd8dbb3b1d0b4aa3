// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Testing

/// Answers by users who come through sudo: their files and editors are theirs, what is sent is the
/// store owner's.
@Suite(.enabled(if: Workplace.isPossible, Workplace.need)) struct AgentComposeTests {
    private let home = AgentSite.home

    /// Runs a command line of the user's shell on a terminal, where editors run.
    private func onTerminal(_ line: String, _ site: AgentSite) throws -> Outcome {
        try Program(path: "/usr/bin/script").run(
            ["-qec", line, "/dev/null"],
            environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "SHELL": "/bin/sh"],
            through: site.place.being(AgentSite.user))
    }

    /// An editor that leaves a trace of who runs it and writes a line.
    private func makeEditor(_ site: AgentSite) throws {
        try site.shell(
            """
            cat >\(home)/edit <<'END'
            #!/bin/sh
            id -un >>\(home)/trace
            { echo 'Typed by hand.'; cat "$1"; } >"$1.new" && mv "$1.new" "$1"
            END
            chmod 755 \(home)/edit
            """)
    }

    @Test func textAndFilesGoThroughAndTheAnswerLeavesAtOnce() throws {
        let site = try AgentSite()
        try site.shell("umask 077; printf '\\377\\000\\n%%PDF' >'\(home)/our offer.pdf'")
        let outcome = try site.type(
            ["reply", "1", "--attach", home + "/our offer.pdf"], input: "See what I found. 💡\n")
        #expect(outcome.status == 0 && outcome.error == "", "\(outcome)")
        #expect(outcome.output.hasPrefix("replied to email 1 as email 2, to Ada Lovelace"))
        let handed = try site.place.site.sendmail.handed()
        #expect(handed.count == 1)
        #expect(handed.first?.arguments.contains("ada@customer.example") == true)
        let attachment = try site.place.type(AgentSite.user, ["attachment", "2", "1", "-o", home])
        #expect(attachment.status == 0)
        #expect(
            try site.shell("cmp '\(home)/our offer.pdf' '\(home)/our_offer.pdf' 2>&1; ls \(home)")
                .output.contains("offer"))
        let sizes = try site.shell("cd \(home) && stat -c %s *offer*").output
        #expect(Set(sizes.split(separator: "\n")) == ["7"])
        #expect(try site.type(["show", "2", "--text"]).output.contains("See what I found. 💡"))
    }

    @Test func forwardGoesThrough() throws {
        let site = try AgentSite()
        let outcome = try site.type(
            ["forward", "1", "bob@example.net", "--json"], input: "Please look.\n")
        #expect(outcome.status == 0 && outcome.error == "", "\(outcome)")
        #expect(outcome.output.contains("\"sent\":2"))
        #expect(try site.place.site.sendmail.handed().count == 1)
    }

    @Test func filesAreReadWithTheUsersRights() throws {
        let site = try AgentSite()
        let store = "/var/lib/mailclerk/mailclerk.db"
        for outcome in [
            try site.sudo(["reply", "1", "--attach", store], input: "Hello.\n"),
            try site.sudo(["forward", "1", "eve@example.net", "--attach", store], input: ""),
            try site.type(["reply", "1", "--attach", store], input: "Hello.\n"),
        ] {
            #expect(outcome.isRefusal, "\(outcome)")
        }
        #expect(try site.type(["reply", "1", "--attach", home + "/none"], input: "a").status == 66)
        #expect(try site.place.site.sendmail.handed().isEmpty)
    }

    @Test func editorIsTheUsers() throws {
        let site = try AgentSite()
        try makeEditor(site)
        let typed = try onTerminal("EDITOR=\(home)/edit mailclerkctl reply 1", site)
        #expect(typed.status == 0, "\(typed)")
        #expect(try site.shell("cat \(home)/trace").output == AgentSite.user + "\n")
        let handed = try site.place.site.sendmail.handed()
        #expect(handed.count == 1)
        #expect(handed.first?.message.contains("Typed by hand.") == true)
        // Its file is gone.
        #expect(try !site.place.root("ls /tmp").contains("mailclerk-reply-1-"))
    }

    @Test(arguments: ["EDITOR", "VISUAL"])
    func editorNeverRunsWithTheOwnersRights(variable: String) throws {
        let site = try AgentSite()
        try makeEditor(site)
        try site.loosenSudo()
        let typed = try onTerminal(
            "export \(variable)=\(home)/edit; sudo -n -u mailclerk /usr/local/bin/mailclerkctl"
                + " reply 1", site)
        #expect(typed.status == 77, "\(typed)")
        #expect(try site.shell("test -e \(home)/trace").status != 0)
        #expect(try site.place.site.sendmail.handed().isEmpty)
    }

    @Test func refusedTextIsKeptForWhoTypedIt() throws {
        let site = try AgentSite()
        try makeEditor(site)
        let line = """
            EDITOR=\(home)/edit TMPDIR=\(home) mailclerkctl reply 1 --attach \(home)/big
            """
        try site.shell("head -c 30000000 /dev/zero >\(home)/big")
        let outcome = try onTerminal(line, site)
        #expect(outcome.status != 0 && outcome.status != 64, "\(outcome)")
        #expect(outcome.output.contains("your text is saved in"), "\(outcome)")
        let kept = try site.shell("cat \(home)/mailclerk-reply-1-*; stat -c %U \(home)/mail*")
        #expect(kept.output.contains("Typed by hand."))
        #expect(kept.output.hasSuffix(AgentSite.user + "\n"))
    }

    @Test(arguments: [
        "", "Hello.\n", "{}\n", "{\"text\":9,\"enclosures\":[]}\nHello.\n",
        "{\"text\":1,\"enclosures\":[]}\nHello.\n", "{\"text\":-1,\"enclosures\":[]}\n",
        "{\"text\":1,\"enclosures\":[{\"name\":\"a/b\",\"size\":1}]}\nab",
        "{\"text\":1,\"enclosures\":[{\"name\":\"a\",\"size\":9223372036854775807}]}\nab",
        "{\"text\":1,\"enclosures\":[{\"name\":\"a\"}]}\nab",
    ])
    func whatIsNoWholeLetterIsNotSent(input: String) throws {
        let site = try AgentSite()
        let outcome = try site.sudo(["reply", "1", "--parcel"], input: input)
        #expect(outcome.status == 65 && outcome.output == "", "\(outcome)")
        #expect(try site.place.site.sendmail.handed().isEmpty)
    }
}
