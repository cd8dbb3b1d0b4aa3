// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import Store
import SystemMailbox
import TestSupport
import Testing

/// `test-rules`.
@Suite struct TestRulesTests {
    /// A directory of three messages: a question, an answer to it, and a newsletter.
    private func messages() throws -> SettingsFolder {
        let folder = try SettingsFolder()
        let answer = letter("2", head: "In-Reply-To: <1@customer.example>\n")
            .replacing("14:13:20", with: "15:00:00")
        // By name the answer comes first; its time says otherwise.
        try folder.write("mail/a.eml", answer)
        try folder.write("mail/b.eml", letter("1"))
        try folder.write("mail/more/c.eml", letter("3", head: "List-Id: <news.example>\n"))
        try folder.write("mail/notes.txt", "This is no message.")
        return folder
    }

    private func reply(_ line: [String: Any]) throws -> [String: Any] {
        try #require(line["reply"] as? [String: Any])
    }

    @Test func messagesAreTriedInTheirOrderAndNothingIsWritten() throws {
        let site = try Site()
        let folder = try messages()
        let lines = try site.objects(["test-rules", "--from", folder.path + "/mail"])
        #expect(lines.map { $0["name"] as? String } == ["a.eml", "b.eml", "more/c.eml"])
        #expect(lines.map { $0["mailbox"] as? String } == ["support", "support", "support"])
        #expect(lines.map { $0["thread"] as? String } == ["b.eml", nil, nil])
        let actions = lines.map { ($0["action"] as? [String: Any])?["will"] as? String }
        #expect(actions == ["append", "create", "none"])
        #expect(try lines.map { try reply($0)["will"] as? Bool } == [false, true, false])
        #expect(try reply(lines[1])["to"] as? String == "ada@customer.example")
        #expect(try reply(lines[2])["vetoes"] as? [String] == ["mailing-list"])
        #expect(lines.allSatisfy { $0["differs"] == nil })
        #expect(try site.emails().isEmpty)
        #expect(try site.outbox().isEmpty)
        #expect(try site.sendmail.handed().isEmpty)
    }

    @Test func editedSettingsAreComparedWithThoseInForce() throws {
        let site = try Site()
        let folder = try messages()
        try folder.write(
            "mailclerk.toml",
            SettingsFolder.mailbox
                + SettingsFolder.rule("Never", #"when = { field = "subject", equals = "x" }"#)
                + SettingsFolder.rule("Thanks", #"on = ["new", "follow-up"]"#))
        let options = ["test-rules", "--config", folder.path, "--from", folder.path + "/mail"]
        let lines = try site.objects(options)
        let keys = lines.map { line in
            (line["differs"] as? [[String: Any]])?.compactMap { $0["key"] as? String }
        }
        #expect(keys[0]?.contains("reply.will") == true)
        #expect(keys[1] == ["reply.rule"])
        let text = try site.control(options)
        #expect(text.status == 0)
        let difference = "b.eml (support)\n    reply.rule: \"Acknowledge\" -> \"Thanks\""
        #expect(text.output.contains(difference))
        #expect(text.output.contains("3 messages, 3 with differences"))
        #expect(text.output.contains(/support +Never +3 +0 +never matched/))
        #expect(text.output.contains(/support +Thanks +3 +3 *\n/))
        #expect(text.output.contains(/replied +1 +2\n/))
        #expect(text.output.contains(/mailing-list +1 +1\n/))
        // The settings in force are as they were.
        #expect(try site.query { try $0.rules(of: 3).map(\.name) } == ["Acknowledge"])
    }

    @Test func sameSettingsDifferInNothing() throws {
        let folder = try messages()
        let site = try Site()
        let applied = try site.control(["apply", "--config", folder.path])
        #expect(applied.status == 0)
        let outcome = try site.control([
            "test-rules", "--config", folder.path, "--from", folder.path + "/mail",
        ])
        #expect(outcome.output.contains("3 messages, no difference"))
    }

    @Test func wrongSettingsAre78() throws {
        let folder = try messages()
        try folder.write("mailclerk.toml", "[mailboxes.support]\n")
        let outcome = try Site().control([
            "test-rules", "--config", folder.path, "--from", folder.path + "/mail",
        ])
        #expect(outcome.status == 78)
        #expect(outcome.error.contains("mailclerk.toml:1:1: error:"))
        #expect(outcome.output.isEmpty)
    }

    @Test func withoutAStoreTheEditedSettingsAreTriedAlone() throws {
        let folder = try messages()
        let outcome = try Program.control.run([
            "test-rules", "--config", folder.path, "--from", folder.path + "/mail", "--store",
            folder.path + "/none.db",
        ])
        #expect(outcome.status == 0)
        #expect(outcome.error.contains("nothing to compare with"))
        #expect(outcome.output.contains(/new records +1\n/))
    }

    @Test func storedMailIsTriedWithItsEnvelope() throws {
        let site = try Site()
        try site.deliver(letter("1", to: "friends@x.example"))
        try site.deliver(
            letter("2"), ["-f", "", "support@example.com"])
        try site.deliver(letter("3"), ["-f", "ada@customer.example", "sales@example.com"])
        let before = try site.query { store in
            try store.connection.first("SELECT count(*) FROM journal") { try $0.int() }
        }
        let lines = try site.objects(["test-rules", "--from", "support"])
        #expect(lines.count == 2)
        #expect(try reply(lines[0])["will"] as? Bool == true)
        #expect(try reply(lines[1])["vetoes"] as? [String] == ["null-sender"])
        let after = try site.query { store in
            try store.connection.first("SELECT count(*) FROM journal") { try $0.int() }
        }
        #expect(before == after)
    }

    @Test func mboxAndMaildirAreRead() throws {
        let site = try Site()
        let folder = try SettingsFolder()
        let line = "From ada@customer.example  Mon Sep 21 14:13:20 2026\n"
        let text = line + letter("1") + "From here it is dark.\n\n" + line + letter("2")
        try folder.write("box", text)
        let mbox = try site.objects(["test-rules", "--from", folder.path + "/box"])
        #expect(mbox.map { $0["name"] as? String } == ["box#1", "box#2"])
        try folder.write("dir/cur/2:2,S", letter("2"))
        try folder.write("dir/new/1", letter("1"))
        try folder.write("dir/tmp/3", letter("3"))
        let maildir = try site.objects(["test-rules", "--from", folder.path + "/dir"])
        #expect(maildir.map { $0["name"] as? String } == ["cur/2:2,S", "new/1"])
    }

    @Test func mailboxIsForcedAndWhatHasNoneIsNamed() throws {
        let site = try Site()
        let folder = try SettingsFolder()
        try folder.write("mail/a.eml", letter("1", to: "nobody@elsewhere.example"))
        let without = try site.object(["test-rules", "--from", folder.path + "/mail"])
        #expect(without["mailbox"] is NSNull)
        #expect(without["refusal"] is String)
        let forced = try site.object(["test-rules", "--from", folder.path + "/mail", "-m", "sales"])
        #expect(forced["mailbox"] as? String == "sales")
    }

    @Test func everyMessageIsALineOnWish() throws {
        let site = try Site()
        let folder = try messages()
        try folder.write("mail/d.eml", letter("1"))
        try folder.write("mail/e.eml", letter("5", to: "nobody@elsewhere.example"))
        let outcome = try site.control(["test-rules", "--verbose", "--from", folder.path + "/mail"])
        #expect(
            outcome.output.hasPrefix(
                """
                a.eml: support, personal, added to its case, no rule
                b.eml: support, personal, new case, "Acknowledge" replies
                d.eml: support, personal, duplicate of b.eml
                e.eml: no envelope recipient is known and the header names no mailbox
                more/c.eml: support, list, no record, "Acknowledge" vetoed by mailing-list

                5 messages

                """))
    }

    @Test func oneMessageIsTried() throws {
        let folder = try messages()
        let line = try Site().object(["test-rules", "--from", folder.path + "/mail/b.eml"])
        #expect(line["name"] as? String == "b.eml")
    }

    /// Where a message tells its envelope sender that one counts, not its author.
    @Test func envelopeSenderOfAFileCounts() throws {
        let folder = try SettingsFolder()
        try folder.write("mail/a.eml", letter("1", head: "Return-Path: <bob@x.example>\n"))
        try folder.write("mail/b.eml", letter("2", head: "Return-Path: <>\n"))
        try folder.write("mail/c.eml", letter("3"))
        let lines = try Site().objects(["test-rules", "--from", folder.path + "/mail"])
        let recipients = try lines.map { try reply($0)["to"] as? String }
        #expect(recipients == ["bob@x.example", nil, "ada@customer.example"])
    }

    @Test func storedMailOfAMailboxWithANewNameIsTried() throws {
        let site = try Site()
        try site.deliver()
        let folder = try SettingsFolder()
        try folder.write(
            "mailclerk.toml",
            SettingsFolder.mailbox.replacing("[mailboxes.support]", with: "[mailboxes.desk]")
                + "renamed-from = \"support\"\n")
        let line = try site.object(["test-rules", "--config", folder.path, "--from", "support"])
        #expect(line["mailbox"] as? String == "desk")
        let differs = try #require(line["differs"] as? [[String: Any]])
        #expect(differs.first?["key"] as? String == "mailbox")
    }

    /// Root reads and writes its own files, and becomes the store's owner for the rest.
    @Test(.enabled(if: geteuid() == 0, "needs root: a store of somebody else's"))
    func rootWritesAGoldenFileForAStoreOfSomebodyElse() throws {
        let site = try Site()
        let folder = try messages()
        chmod(site.directory, 0o755)
        for name in [""]
            + (try FileManager.default.contentsOfDirectory(
                atPath: site.directory + "/store"))
        {
            chown(site.directory + "/store/" + name, 65534, 65534)
        }
        let golden = folder.path + "/golden"
        let trial = ["test-rules", "--from", folder.path + "/mail"]
        #expect(try site.control(trial + ["--write-golden", golden]).status == 0)
        #expect(try folder.read("golden").split(separator: "\n").count == 3)
        #expect(try site.control(trial + ["--golden", golden]).status == 0)
    }

    @Test func goldenFileTellsWhatChanged() throws {
        let site = try Site()
        let folder = try messages()
        let golden = folder.path + "/golden"
        let trial = ["test-rules", "--from", folder.path + "/mail"]
        let written = try site.control(trial + ["--write-golden", golden])
        #expect(written.status == 0)
        let lines = try folder.read("golden")
        #expect(lines == (try site.control(trial + ["--json"]).output))
        let same = try site.control(trial + ["--golden", golden])
        #expect(same.status == 0)
        var settings = site.settings
        settings.mailboxes[2].rules[0].name = "Thanks"
        try site.apply(settings)
        try folder.write("mail/d.eml", letter("4"))
        unlink(folder.path + "/mail/more/c.eml")
        let other = try site.control(trial + ["--golden", golden])
        #expect(other.status == 65)
        #expect(
            other.error.hasPrefix(
                """
                ~ b.eml (support)
                    reply.rule: "Acknowledge" -> "Thanks"
                + d.eml (support)
                - more/c.eml (support)

                """))
        try folder.write("golden", "nonsense\n")
        #expect(try site.control(trial + ["--golden", golden]).status == 65)
        #expect(try site.control(trial + ["--golden", golden + "2"]).status == 66)
    }

    @Test func usersTryTheMailboxesThatTheyRead() throws {
        let site = try Site {
            $0.mailboxes[2].access = [AccessGrant(level: .read, holder: .user("alice"))]
        }
        try site.deliver()
        let folder = try messages()
        func status(_ arguments: [String], as user: String) throws -> Int32 {
            try site.control(["test-rules"] + arguments + ["--as", user]).status
        }
        #expect(try status(["--from", "support"], as: "alice") == 0)
        #expect(try status(["--from", "support"], as: "bob") == 67)
        #expect(try status(["--from", "support", "-m", "sales"], as: "alice") == 67)
        #expect(try status(["--from", folder.path + "/mail"], as: "alice") == 77)
        #expect(try status(["--from", "support", "--config", folder.path], as: "alice") == 77)
    }

    @Test(arguments: [
        ["test-rules"], ["test-rules", "--from"],
    ])
    func sourceMustBeNamed(arguments: [String]) throws {
        #expect(try Site().control(arguments).status == 64)
    }

    @Test func sourceThatIsNotThereIs66() throws {
        #expect(try Site().control(["test-rules", "--from", "nosuch"]).status == 66)
        #expect(try Site().control(["test-rules", "--from", "/nonexistent"]).status == 66)
    }

    @Test func nothingIsLeftBehind() throws {
        let site = try Site()
        let folder = try messages()
        let scratch = folder.path + "/scratch"
        try FileManager.default.createDirectory(
            atPath: scratch, withIntermediateDirectories: false)
        let outcome = try site.control(
            ["test-rules", "--from", folder.path + "/mail"], environment: ["TMPDIR": scratch])
        #expect(outcome.status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch).isEmpty)
        // It was there that it worked.
        try FileManager.default.removeItem(atPath: scratch)
        let nowhere = try site.control(
            ["test-rules", "--from", folder.path + "/mail"], environment: ["TMPDIR": scratch])
        #expect(nowhere.status == 66)
    }

    private static let corpus = ProcessInfo.processInfo.environment["MAILCLERK_SHARED"]
        .map { $0 + "/corpus/messages" }

    @Test(.enabled(if: TestRulesTests.corpus != nil, "needs the mail corpus: MAILCLERK_SHARED"))
    func theWholeCorpusComesOutTheSameTwice() throws {
        let site = try Site()
        let corpus = try #require(Self.corpus)
        let options = ["test-rules", "--json", "-m", "support", "--from", corpus]
        let first = try site.control(options)
        #expect(first.status == 0)
        #expect(first.output.split(separator: "\n").count > 600)
        #expect(first == (try site.control(options)))
    }
}
