// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import Store
import SystemMailbox
import TestSupport
import Testing

@testable import Administration

/// Made-up hosts with one thing wrong each: the doctor names it, and nothing else.
@Suite("The doctor")
struct DoctorTests {
    /// A host with a store, and files of mail servers as a test wants them.
    private struct Host {
        let site: Site
        let owner: Account
        var places: Doctor.Places

        init(user: Account? = nil) throws {
            site = try Site()
            owner = try user ?? #require(try Account.current)
            places = Doctor.Places(
                store: site.location, settings: site.settings, deadlineInSeconds: 60)
            try site.write(
                "mailclerk.toml",
                "replies.sendmail = [\"/bin/true\"]\nmailboxes.a.address = \"a@example.com\"\n")
            _ = try site.apply()
        }

        /// The diagnostics, without what is well and without how full the disk of the test is.
        func diagnostics() throws -> [String: CheckResult] {
            let results = try Doctor.run(places, owner: owner, now: 10)
            return Dictionary(
                results.filter { $0.level != .ok && $0.name != "space" }.map { ($0.name, $0) }
            ) { first, _ in first }
        }

        mutating func postfix(
            master: String = "flags=DORX null_sender= user=ME", argv: String = "mailclerk",
            command: String? = nil, main: String = ""
        ) throws {
            let command = command ?? "\(argv) -f ${sender} -r ${recipient}"
            try site.write("postfix/main.cf", "# a comment\n\(main)\n")
            try site.write(
                "postfix/master.cf",
                """
                smtp inet n - y - - smtpd
                # mailclerk unix - n n - 10 pipe argv=mailclerk
                mailclerk unix - n n - 10 pipe
                  \(master.replacingOccurrences(of: "ME", with: owner.name)) directory=/
                  argv=\(command)

                """)
            places.postfix = site.settings + "/postfix"
        }

        mutating func aliases(
            _ text: String, main: String = "mailbox_size_limit = 0", indexOwner: UInt32? = nil
        ) throws {
            try site.write("postfix/aliases", text)
            try site.write("postfix/aliases.db", "")
            try FileSystem.setOwner(
                site.settings + "/postfix/aliases.db", user: indexOwner ?? owner.uid, group: 0)
            try site.write("postfix/master.cf", "smtp inet n - y - - smtpd\n")
            try site.write(
                "postfix/main.cf",
                "tables = hash:\(site.settings)/postfix/aliases\nalias_maps =\n  $tables\n\(main)\n"
            )
            places.postfix = site.settings + "/postfix"
        }

        mutating func exim(_ options: String, command: String? = "/no/mailclerk -r $pipe_addresses")
            throws
        {
            let command = command.map { "  command = \\\n    \($0)\n" } ?? ""
            try site.write(
                "exim.conf",
                """
                trusted_users = x
                begin transports
                local:
                  driver = appendfile
                mailclerk:
                  driver = pipe
                \(command)\(options)
                begin retry
                * * F,1h,1m

                """)
            places.exim = site.settings + "/exim.conf"
        }
    }

    private func diagnostic(
        _ name: String, of host: Host, says words: [String],
        level: CheckResult.Level = .error
    ) throws {
        let diagnostics = try host.diagnostics()
        #expect(Set(diagnostics.keys) == [name])
        let found = try #require(diagnostics[name])
        #expect(found.level == level)
        #expect(found.remedy?.isEmpty == false)
        for word in words {
            #expect((found.message + " " + (found.remedy ?? "")).contains(word), "\(found)")
        }
    }

    @Test func aSoundHostHasNoFindings() throws {
        var host = try Host()
        try host.postfix()
        try host.exim(
            "  freeze_signal\n  return_fail_output\n  timeout = 5m\n", command: "mailclerk")
        try host.site.write("procmailrc", ":0 w\n* ^To: support\n| mailclerk\n")
        host.places.procmail = [host.site.settings + "/procmailrc"]
        #expect(try host.diagnostics() == [:])
        let names = try Doctor.run(host.places, owner: host.owner, now: 10).map(\.name)
        #expect(
            Set(names) == [
                "postfix", "exim", "procmail", "permissions", "file-system", "applied", "sendmail",
                "store", "settings", "outbox", "clock", "emergency", "space",
            ])
    }

    @Test func serversThatDoNotRunTheFilterAreTold() throws {
        var host = try Host()
        func told() throws -> [CheckResult] {
            try Doctor.run(host.places, owner: host.owner, now: 10).filter {
                ["mail-server", "postfix", "exim"].contains($0.name)
            }
        }
        #expect(try told().map(\.name) == ["mail-server"])
        try host.aliases("postmaster: root\n")
        try host.exim("", command: "/usr/bin/vacation")
        let results = try told()
        #expect(results.map(\.name) == ["postfix", "exim"])
        #expect(results.allSatisfy { $0.level == .ok && $0.message.hasSuffix("runs the filter") })
    }

    // MARK: The store

    @Test(arguments: ["", "/emergency", "/mailclerk.db", "/mailclerk.db-wal"])
    func whatTheOwnerMayNotWriteIsFound(_ part: String) throws {
        // Permissions don't stop root, so the owner is somebody else; only root can arrange that.
        guard Account.effectiveUserID == 0 else { return }
        let user = try #require(try Account.named("daemon"))
        let host = try Host(user: user)
        let directory = FileSystem.directory(of: host.site.store)
        try FileSystem.makeDirectory(directory + "/emergency", mode: 0o700)
        for name in try FileSystem.list(directory) + [""] {
            try FileSystem.setOwner(directory + "/" + name, user: user.uid, group: user.gid)
        }
        #expect(try host.diagnostics() == [:])
        try FileSystem.setOwner(directory + part, user: 0, group: 0)
        try diagnostic(
            "permissions", of: host, says: ["daemon cannot write \(directory)\(part)", "chown"])
    }

    @Test func aStoreThatOthersMayLookIntoIsFound() throws {
        let host = try Host()
        try FileSystem.setMode(FileSystem.directory(of: host.site.store), 0o755)
        try diagnostic("permissions", of: host, says: ["chmod 700"], level: .warning)
    }

    @Test func aNetworkFileSystemIsFound() {
        let result = NetworkCheck.result(directory: "/net", isOnNetwork: true)
        #expect(result.level == .error)
        #expect(result.message.contains("/net is on a network file system"))
    }

    @Test func aStoreThatIsMissingIsFound() throws {
        let host = try Host()
        try FileSystem.removeTree(FileSystem.directory(of: host.site.store))
        let diagnostics = try host.diagnostics()
        #expect(diagnostics["store"]?.level == .error)
        #expect(diagnostics["file-system"]?.level == .error)
    }

    @Test func emergencyMailIsFound() throws {
        let host = try Host()
        let directory = FileSystem.directory(of: host.site.store) + "/emergency"
        try FileSystem.makeDirectory(directory, mode: 0o700)
        try FileSystem.write(directory + "/1.2.emergency", [])
        #expect(try host.diagnostics()["emergency"]?.level == .error)
    }

    // MARK: Settings

    @Test func anEditedFileIsFound() throws {
        let host = try Host()
        try host.site.write("mailclerk.toml", "mailboxes.a.address = \"b@example.com\"\n")
        try diagnostic(
            "applied", of: host, says: ["differ from the applied ones", "mailclerkctl apply"],
            level: .warning)
        try host.site.write("mailclerk.toml", "mailboxes = 1\n")
        try diagnostic("applied", of: host, says: ["mailclerk.toml:1:"], level: .warning)
    }

    @Test func aSendmailThatIsMissingOrClosedIsFound() throws {
        let user = try #require(try Account.named("daemon"))
        let missing = SendmailCheck.result(sendmail: "/no/such/sendmail", owner: user)
        #expect(missing.level == .error && missing.message.contains("does not exist"))
        #expect(SendmailCheck.result(sendmail: "/bin/true", owner: user).level == .ok)
        let site = try Site()
        try site.write("sendmail", "#!/bin/sh\n")
        let path = site.settings + "/sendmail"
        try FileSystem.setMode(path, 0o644)
        let closed = SendmailCheck.result(sendmail: path, owner: user)
        #expect(closed.message.contains("not executable by daemon"))
        try FileSystem.setMode(path, 0o755)
        try FileSystem.setMode(site.settings, 0o700)
        let hidden = SendmailCheck.result(sendmail: path, owner: user)
        #expect(hidden.message.contains("\(site.settings) is not accessible to daemon"))
    }

    // MARK: Postfix

    @Test func aMissingNullSenderIsFound() throws {
        var host = try Host()
        try host.postfix(master: "flags=DORX user=ME:ME")
        try diagnostic("null-sender", of: host, says: ["null_sender="], level: .warning)
    }

    @Test(arguments: [
        ("flags=DOX", "mailclerk -r ${recipient}", ["envelope sender", "-f ${sender}"]),
        ("flags=X", "mailclerk -f ${sender}", ["envelope recipient", "-r ${recipient}"]),
        ("flags=DORX", "mailclerk", []), ("flags=RX", "mailclerk -m support", []),
    ])
    func anEnvelopeThatIsNotToldIsFound(flags: String, argv: String, words: [String]) throws {
        var host = try Host()
        try host.postfix(master: "\(flags) null_sender= user=ME", command: argv)
        if words.isEmpty {
            #expect(try host.diagnostics() == [:])
        } else {
            try diagnostic("envelope", of: host, says: words)
        }
    }

    @Test func anAliasTableOlderThanItsTextIsFound() throws {
        var host = try Host()
        try host.aliases("support: \"|mailclerk\"\n")
        try FileSystem.setModified(host.site.settings + "/postfix/aliases.db", at: 1_000_000)
        try diagnostic("alias-owner", of: host, says: ["was changed after"], level: .warning)
    }

    @Test func aLimitOfTheProcessIsFound() throws {
        let host = try Host()
        let path = host.site.store
        #expect(SizeLimitCheck.result(storeFile: path, limit: nil) == [])
        #expect(SizeLimitCheck.result(storeFile: path, limit: 100_000_000) == [])
        let found = SizeLimitCheck.result(storeFile: path, limit: 51_200_000)
        #expect(found.map(\.level) == [.error])
    }

    @Test func aForeignPipeUserIsFound() throws {
        var host = try Host()
        try host.postfix(master: "null_sender= user=nosuch:ME")
        try diagnostic("pipe-user", of: host, says: ["runs as nosuch", host.owner.name])
    }

    @Test(arguments: [
        ("mailclerk_time_limit = 30s", "mailclerk", true),
        ("limit = 1m\nmailclerk_time_limit = ${limit}", "mailclerk", true),
        ("command_time_limit = 60", "mailclerk", true),
        ("mailclerk_time_limit = 30s", "mailclerk -t 20", false),
        ("mailclerk_time_limit = 300s\ncommand_time_limit = 5s", "mailclerk", false),
        ("mailclerk_time_limit = 2h", "mailclerk -t90", false),
    ])
    func aShortTimeLimitIsFound(main: String, argv: String, isFound: Bool) throws {
        var host = try Host()
        try host.postfix(argv: argv, main: main)
        if isFound {
            try diagnostic("time-limit", of: host, says: ["mailclerk_time_limit", "60 s"])
        } else {
            #expect(try host.diagnostics() == [:])
        }
    }

    @Test func aProgramThatIsNotThereIsFound() throws {
        var host = try Host()
        try host.postfix(argv: "/no/such/mailclerk")
        try diagnostic("program", of: host, says: ["/no/such/mailclerk does not exist"])
    }

    @Test func anAliasTableOfRootIsFound() throws {
        guard Account.effectiveUserID == 0 else { return }
        let user = try #require(try Account.named("daemon"))
        var host = try Host(user: user)
        let directory = FileSystem.directory(of: host.site.store)
        for name in try FileSystem.list(directory) + [""] {
            try FileSystem.setOwner(directory + "/" + name, user: user.uid, group: user.gid)
        }
        try host.aliases("support: \"|mailclerk\"\n")
        #expect(try host.diagnostics() == [:])
        try host.aliases("support: \"|mailclerk\"\n", indexOwner: 0)
        try diagnostic("alias-owner", of: host, says: ["runs mailclerk as nobody", "postalias"])
        try host.aliases("postmaster: root\n", indexOwner: 0)
        #expect(try host.diagnostics() == [:])
    }

    @Test func anAliasTableThatIsNotBuiltAndOwnerAliasesAreFound() throws {
        var host = try Host()
        try host.aliases("support: \"|mailclerk\"\n")
        try FileSystem.remove(host.site.settings + "/postfix/aliases.db")
        try diagnostic("alias-owner", of: host, says: ["aliases.db does not exist", "postalias"])
        try host.aliases("Support: |mailclerk\nowner-support: root\n")
        try diagnostic("alias-owner", of: host, says: ["remove the alias owner-Support"])
    }

    @Test(arguments: [
        ("", CheckResult.Level.warning), ("mailbox_size_limit = 1000", .error),
        ("mailbox_size_limit = 100000000", .warning),
    ])
    func aLimitOnFilesIsFound(main: String, level: CheckResult.Level) throws {
        var host = try Host()
        try host.aliases("support: \"|mailclerk\"\n", main: main)
        try diagnostic("size-limit", of: host, says: ["mailbox_size_limit=0"], level: level)
    }

    @Test func aDirectoryWithoutPostfixIsTold() throws {
        var host = try Host()
        host.places.postfix = host.site.root + "/nosuch"
        try diagnostic("postfix", of: host, says: ["nosuch/main.cf"], level: .warning)
    }

    // MARK: Exim and procmail

    @Test func aMissingFreezeSignalIsFound() throws {
        var host = try Host()
        for options in ["", "  freeze_signal = false\n", "# freeze_signal\n"] {
            try host.exim(options, command: "mailclerk")
            try diagnostic("freeze-signal", of: host, says: ["mailclerk has no freeze_signal"])
        }
        try host.exim("", command: nil)
        try diagnostic("freeze-signal", of: host, says: ["bounces"])
        try host.exim("", command: "/usr/bin/vacation")
        #expect(try host.diagnostics() == [:])
    }

    @Test func returnOutputIsFound() throws {
        var host = try Host()
        try host.exim("  freeze_signal\n  return_output\n", command: "mailclerk")
        try diagnostic("return-output", of: host, says: ["return_fail_output"])
    }

    @Test(arguments: [
        ("ignore_status", CheckResult.Level.error), ("temp_errors = 70 : 73", .error),
        ("temp_errors = *", .warning), ("temp_errors = 67 : 75", .warning),
    ])
    func aStatusThatIsMisreadIsFound(option: String, level: CheckResult.Level) throws {
        var host = try Host()
        try host.exim("  freeze_signal\n  \(option)\n", command: "mailclerk")
        try diagnostic("exit-status", of: host, says: ["remove"], level: level)
        try host.exim("  freeze_signal\n  temp_errors = 73 : 75\n", command: "mailclerk")
        #expect(try host.diagnostics() == [:])
    }

    @Test func programsWithoutNewRightsAreFound() {
        #expect(SendmailCheck.privileges(status: ["NoNewPrivs:\t0"]) == [])
        #expect(SendmailCheck.privileges(status: ["NoNewPrivs:\t1"]).map(\.level) == [.error])
    }

    @Test func anotherUserATimeAndAProgramOfEximAreFound() throws {
        var host = try Host()
        try host.exim("  freeze_signal\n  user = nosuch\n", command: "mailclerk")
        try diagnostic("pipe-user", of: host, says: ["runs as nosuch"])
        try host.exim("  freeze_signal = yes\n  timeout = 1m\n", command: "mailclerk")
        try diagnostic("time-limit", of: host, says: ["timeout is 60 s"])
        try host.exim("  freeze_signal\n  timeout = 1m30s\n")
        try diagnostic("program", of: host, says: ["/no/mailclerk does not exist"])
    }

    @Test(arguments: [
        (":0\n| mailclerk\n", 1), (":0:\n| mailclerk\n", 1),
        (":0 c: lock\n* x\n| /x/mailclerk\n", 1),
        ("A=b\n\n:0 B\n| formail\n:0\n# z\n| sudo mailclerk\n", 5),
        (":0 w\n| mailclerk\n", 0), (":0Wc\n| mailclerk\n", 0), (":0\n| other\n:0\nmbox\n", 0),
    ])
    func aMissingWInProcmailIsFound(text: String, line: Int) throws {
        var host = try Host()
        try host.site.write("procmailrc", text)
        host.places.procmail = [host.site.settings + "/procmailrc"]
        if line > 0 {
            try diagnostic("procmail", of: host, says: ["procmailrc:\(line): the recipe has no w"])
        } else {
            #expect(try host.diagnostics() == [:])
        }
    }
}
