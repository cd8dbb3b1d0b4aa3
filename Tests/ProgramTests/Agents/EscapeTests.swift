// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Testing

/// What users may try to get more out of sudo's entry than it gives.
@Suite(.enabled(if: Workplace.isPossible, Workplace.need)) struct EscapeTests {
    /// A store and settings of the user's own, with a mailbox `mine` and a sendmail that would leave
    /// a trace.
    private func makeOwnStore(_ site: AgentSite) throws {
        let made = try site.shell(
            """
            set -e
            export HOME=\(AgentSite.home)
            export MAILCLERK_STORE="$HOME/own/mailclerk.db"
            cd "$HOME"
            /usr/local/bin/mailclerkctl init --config "$HOME/etc"
            printf '#!/bin/sh\\nid >\(AgentSite.home)/trace\\n' >sendmail
            chmod 755 sendmail
            cat >etc/mailclerk.toml <<END
            [replies]
            sendmail = ["$HOME/sendmail"]
            [mailboxes.mine]
            address = "mine@example.com"
            read = { users = ["mck-ann"] }
            END
            /usr/local/bin/mailclerkctl apply --config "$HOME/etc"
            chmod 755 . own
            chmod 666 own/*
            """)
        try #require(made.status == 0, "\(made)")
    }

    private func hasTrace(_ site: AgentSite) throws -> Bool {
        try site.shell("test -e \(AgentSite.home)/trace").status == 0
    }

    @Test func nobodyActsAsAnotherUser() throws {
        let site = try AgentSite()
        for arguments in [
            ["--as", "mck-bob", "emails"], ["emails", "--as=mailclerk"],
            ["--as", "root", "outbox"],
        ] {
            #expect(try site.sudo(arguments).isRefusal, "\(arguments)")
            #expect(try site.type(arguments).isRefusal, "\(arguments)")
        }
    }

    @Test func noOtherStoreIsUsed() throws {
        let site = try AgentSite()
        try makeOwnStore(site)
        let own = AgentSite.home + "/own/mailclerk.db"
        for store in [own, "/var/lib/mailclerk/mailclerk.db", AgentSite.home + "/link"] {
            try site.shell("ln -sf \(own) \(AgentSite.home)/link")
            for command in [["mailboxes"], ["flush"], ["outbox"], ["reply", "1"]] {
                let outcome = try site.sudo(["--store", store] + command)
                #expect([64, 77].contains(outcome.status) && outcome.output == "", "\(outcome)")
            }
        }
        #expect(try !hasTrace(site))
        // It is the user's own, and the user's own rights are enough for it.
        #expect(try site.type(["mailboxes", "--store", own]).output.contains("mine@example.com"))
    }

    @Test func theEnvironmentNamesNoStore() throws {
        let site = try AgentSite()
        try makeOwnStore(site)
        let own = AgentSite.home + "/own/mailclerk.db"
        let variable = ["MAILCLERK_STORE": own]
        let usual = try site.sudo(["mailboxes"])
        #expect(usual.status == 0 && usual.output.contains("support@example.com"))
        #expect(try site.sudo(["mailboxes"], environment: variable) == usual)
        // sudo itself refuses.
        #expect(try site.sudo(["mailboxes"], with: ["MAILCLERK_STORE=\(own)"]).status == 1)
        try site.loosenSudo()
        #expect(try site.sudo(["mailboxes"], with: ["MAILCLERK_STORE=\(own)"]) == usual)
        #expect(try site.sudo(["mailboxes"], environment: variable) == usual)
        #expect(try site.sudo(["flush"], with: ["MAILCLERK_STORE=\(own)"]).isRefusal)
        #expect(try !hasTrace(site))
    }

    @Test func noSettingsOfOnesOwnAreTried() throws {
        let site = try AgentSite()
        let config = "--config=\(AgentSite.home)/etc"
        for arguments in [
            ["template", "preview", "acknowledge", config],
            ["test-rules", config, "--from", "support"], ["apply", config], ["init", config],
        ] {
            #expect(try site.sudo(arguments).isRefusal, "\(arguments)")
            #expect(try site.type(arguments).isRefusal, "\(arguments)")
        }
    }

    @Test func noFileIsWrittenWithTheOwnersRights() throws {
        let site = try AgentSite()
        let target = "/var/lib/mailclerk/new"
        for arguments in [
            ["attachment", "1", "1", "-o", target],
            ["attachment", "1", "1", "-o", "/var/lib/mailclerk"],
            ["export", "support", "--format", "mbox", "-o", target],
            ["export", "support", "--format", "maildir", "-o", target],
            ["test-rules", "--from", "support", "--write-golden", target],
            ["settings", "show", "--to", target],
        ] {
            #expect(try site.sudo(arguments).isRefusal, "\(arguments)")
            // In the user's own half, by the user's own rights.
            #expect(try site.type(arguments).isRefusal, "\(arguments)")
        }
        #expect(try !site.place.root("ls -a /var/lib/mailclerk").contains("new"))
    }

    @Test func noFileIsReadWithTheOwnersRights() throws {
        let site = try AgentSite()
        let store = "/var/lib/mailclerk/mailclerk.db"
        for arguments in [
            ["parse", "--bench", "/var/lib/mailclerk", "1"], ["import", "support", store],
            ["test-rules", "--from", store],
            ["test-rules", "--from", "support", "--golden", store], ["take-in", store],
        ] {
            #expect(try site.sudo(arguments).isRefusal, "\(arguments)")
        }
        // These take no files: their operands are addresses and names.
        for arguments in [["explain", store], ["template", "preview", store]] {
            let outcome = try site.sudo(arguments, input: letter())
            #expect(outcome.status == 67 && outcome.output == "", "\(outcome)")
        }
        #expect(try site.type(["parse", "--bench", "/var/lib/mailclerk", "1"]).isRefusal)
    }

    @Test func linksLeadNowhereElse() throws {
        let site = try AgentSite()
        let before = FileManager.default.contents(atPath: site.place.site.storePath)
        try site.shell(
            """
            cd \(AgentSite.home)
            ln -s /var/lib/mailclerk/mailclerk.db out
            ln -s /var/lib/mailclerk directory
            mkdir bin && ln -s /usr/local/bin/mailclerkctl bin/mailclerkctl
            """)
        for target in ["out", "directory", "directory/x"] {
            let path = AgentSite.home + "/" + target
            #expect(try site.type(["attachment", "1", "1", "-o", path]).isRefusal, "\(target)")
            let export = ["export", "support", "--format", "mbox", "-o", path]
            #expect(try site.type(export).isRefusal, "\(target)")
        }
        #expect(FileManager.default.contents(atPath: site.place.site.storePath) == before)
        // A link to the program is the program, installed where it is.
        let linked = try site.place.type(
            AgentSite.user, ["mailboxes"], program: AgentSite.home + "/bin/mailclerkctl")
        #expect(try linked == site.type(["mailboxes"]))
    }

    @Test func noOtherProgramIsRun() throws {
        let site = try AgentSite()
        try site.shell(
            """
            cd \(AgentSite.home)
            printf '#!/bin/sh\\nid\\n' >mailclerkctl
            cp /usr/local/bin/mailclerkctl copy
            chmod 755 mailclerkctl copy
            """)
        let home = AgentSite.home
        for program in ["\(home)/mailclerkctl", "\(home)/copy", "/bin/sh", "/usr/bin/id"] {
            let outcome = try site.place.sudo(AgentSite.user, ["-u", "mailclerk", program])
            #expect(outcome.status == 1 && outcome.output == "", "\(program)")
        }
        let asRoot = try site.place.sudo(
            AgentSite.user, ["-u", "root", "/usr/local/bin/mailclerkctl", "emails"])
        #expect(asRoot.status == 1 && asRoot.output == "")
        // A copy of the program that the user made asks for nothing on her behalf.
        let copied = try site.place.type(AgentSite.user, ["emails"], program: home + "/copy")
        #expect(copied.isRefusal)
        #expect(copied.error.contains("\(home) belongs to user"))
    }

    @Test func nobodyElseIsNamedBySudo() throws {
        let site = try AgentSite()
        for name in ["0", "", "4711"] {
            // Typed by a user it counts for nothing.
            #expect(try site.type(["outbox"], environment: ["SUDO_UID": name]).isRefusal)
        }
        #expect(try site.sudo(["outbox"], with: ["SUDO_UID=0"]).status == 1)
        #expect(try site.sudo(["outbox"], environment: ["SUDO_UID": "0"]).isRefusal)
        try site.loosenSudo()
        #expect(try site.sudo(["outbox"], environment: ["SUDO_UID": "0"]).isRefusal)
        // Without sudo's word nobody is served.
        let environment = ["SUDO_UID": "no number"]
        #expect(
            try site.place.type("mailclerk", ["emails"], environment: environment).isRefusal)
    }

    @Test func nothingIsLoadedIntoTheProgram() throws {
        let site = try AgentSite()
        let library = AgentSite.home + "/library.so"
        let usual = try site.sudo(["emails"])
        for name in ["LD_PRELOAD", "LD_AUDIT", "LD_LIBRARY_PATH", "GCONV_PATH"] {
            let exported = try site.shell(
                """
                export \(name)=\(library)
                exec /usr/bin/sudo -n -u mailclerk /usr/local/bin/mailclerkctl emails
                """)
            #expect(exported == usual, "\(name)")
            #expect(try site.sudo(["emails"], with: ["\(name)=\(library)"]).status == 1, "\(name)")
        }
    }

    @Test func noPagerRunsWithTheOwnersRights() throws {
        let site = try AgentSite()
        let home = AgentSite.home
        let long = letter("long") + String(repeating: "It is still dark here.\n", count: 200)
        try #require(
            try Program.filter.run(
                ["-s", "/var/lib/mailclerk/mailclerk.db", "-r", "support@example.com"],
                input: Array(long.utf8), through: site.place.being("mailclerk")
            ).status == 0)
        // Whatever pager this system has, it would leave a trace.
        try site.place.root(
            """
            printf '#!/bin/sh\\nid -un >>\(home)/trace\\ncat\\n' >/usr/local/bin/trace
            chmod 755 /usr/local/bin/trace
            install -m 666 /dev/null \(home)/trace
            for pager in /usr/bin/pager /usr/bin/less /usr/bin/more /bin/more; do
                [ ! -e $pager ] || mount --bind /usr/local/bin/trace $pager
            done
            """)
        try site.loosenSudo()
        let command =
            "stty rows 24; export PAGER=/usr/local/bin/trace; sudo -n -u mailclerk"
            + " /usr/local/bin/mailclerkctl show 2"
        let shown = try Program(path: "/usr/bin/script").run(
            ["-qec", command, "/dev/null"], environment: Program.plainEnvironment,
            through: site.place.being(AgentSite.user))
        #expect(shown.status == 0 && shown.output.contains("It is still dark here."), "\(shown)")
        #expect(try site.shell("cat \(home)/trace") == .silent(0))
    }

    @Test func nothingOfTheUsersEnvironmentIsLeft() throws {
        let site = try AgentSite()
        try site.loosenSudo()
        let evil = [
            "SWIFT_BACKTRACE": "enable=yes,swift-backtrace=\(AgentSite.home)/evil",
            "SWIFT_DEBUG_ENABLE_TASK_SLAB_ALLOCATOR": "1", "MAILCLERK_TEST_CLOCK": "1",
            "MAILCLERK_STORE": "/nowhere", "PATH": AgentSite.home, "HOME": AgentSite.home,
            "EDITOR": AgentSite.home + "/evil", "PAGER": AgentSite.home + "/evil",
            "COLUMNS": "100", "TERM": "dumb", "TZ": ":/etc/shadow",
        ]
        // A note waits for its text: time to look at what the process has.
        let running = try Program(path: "/usr/bin/sudo").start(
            ["-n", "-u", "mailclerk", "/usr/local/bin/mailclerkctl", "case", "1", "note"],
            environment: evil, through: site.place.being(AgentSite.user))
        defer { _ = running.wait() }
        let expected: Set = [
            "SUDO_UID=\(try site.place.number(of: AgentSite.user))", "PATH=/usr/bin:/bin",
            "HOME=/var/lib/mailclerk", "USER=mailclerk", "LOGNAME=mailclerk", "COLUMNS=100",
            "TERM=dumb",
        ]
        var found: Set<String> = []
        for _ in 0..<500 where found != expected && running.isRunning {
            usleep(5000)
            let text = try site.place.root(
                """
                here=$(readlink /proc/self/ns/mnt)
                for process in /proc/[0-9]*; do
                    case $(readlink "$process/ns/mnt" "$process/exe" | tr '\\n' ' ') in
                    "$here "*/mailclerkctl' ') tr '\\0' '\\n' <"$process/environ" ;;
                    esac
                done
                :
                """)
            found = Set(text.split(separator: "\n").map(String.init))
        }
        #expect(found == expected)
    }
}
