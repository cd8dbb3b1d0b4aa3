// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import Platform
import TestSupport
import Testing

/// `import` of what others wrote, and what ends it early.
@Suite struct ImportTests {
    private func write(_ site: Site, _ name: String, _ text: String) throws -> String {
        let path = site.directory + "/" + name
        try FileSystem.write(path, Array(text.utf8))
        return path
    }

    private static let mboxes: [(text: String, messages: [String])] = [
        // mboxo without an empty line at its end.
        ("From a Thu Nov  5 08:15:00 2026\nA: 1\n\n>From x\n", ["A: 1\n\nFrom x\n"]),
        // Content-Length says something else.
        (
            "From a Thu Nov  5 08:15:00 2026\nContent-Length: 3\n\nabcdef\n\n"
                + "From b Thu Nov  5 08:15 2026\nB: 1\n\nFrom here\n\n",
            ["B: 1\n\nFrom here\n", "Content-Length: 3\n\nabcdef\n"]
        ),
        // CRLF, and the zone before the year.
        (
            "From 17@xxx Thu Nov 05 08:15:00 +0000 2026\r\nA: 1\r\n\r\nx\r\n\r\n"
                + "From - Thu Nov  5 08:15:00 2026\r\nB: 1\r\n\r\ny\r\n\r\n",
            ["A: 1\r\n\r\nx\r\n", "B: 1\r\n\r\ny\r\n"]
        ),
    ]

    @Test(arguments: mboxes)
    func mboxesOfOthersAreRead(text: String, messages: [String]) throws {
        let site = try Site()
        let path = try write(site, "mbox", text)
        #expect(try site.control(["import", "archive", path]).status == 0)
        #expect(try site.contents().map { String(decoding: $0, as: UTF8.self) } == messages)
    }

    /// One mbox of several programs: `import` and `test-rules` find the same messages in it.
    @Test func mboxOfOtherProgramsHasItsMessages() throws {
        let site = try Site()
        let pasted = "He wrote:\n\nFrom bob@customer.example Fri Nov  6 08:15:00 2026\nSubject: b\n"
        let mutt = letter("1", head: "Content-Length: 0\n")
        let length = mutt.utf8.count - mutt.split(separator: "\n\n", maxSplits: 1)[0].utf8.count - 2
        let measured =
            mutt.replacing(
                "Content-Length: 0", with: "Content-Length: \(length + pasted.utf8.count)")
            + pasted
        let blaze = letter("2") + "From here on\n"
        let lei = letter("3", head: "Date: Mon, 02 Mar 2015 10:00:01 +0000\n")
        let path = try write(
            site, "box",
            "From @ Mon Mar  2 10:00:01 2015\n\(measured)\n"
                + "From  Mon Mar  2 10:00:02 2015\n\(blaze)"
                + "From lei@mboxrd Thu Jan  1 00:00:00 1970\n\(lei)\n")
        #expect(try site.object(["import", "archive", path])["stored"] as? Int == 3)
        #expect(
            try site.contents().map { String(decoding: $0, as: UTF8.self) }
                == [measured, blaze, lei].sorted())
        let emails = try site.emails().sorted { $0.id < $1.id }
        #expect(emails.map(\.envelopeSender) == ["", "", nil])
        #expect(
            emails.map { $0.receivedAt / 1_000_000 } == [
                1_425_290_401, 1_425_290_402, 1_425_290_401,
            ])
        let tried = try site.objects(["test-rules", "--from", path])
        #expect(tried.map { $0["name"] as? String } == ["box#1", "box#2", "box#3"])
    }

    @Test func messagesOfOneSecondKeepTheirOrder() throws {
        let site = try Site()
        let line = "From a Thu Nov  5 08:15:00 2015\n"
        let mbox = ["3", "1", "2"].map { "\(line)\(letter($0))\n" }.joined()
        let path = try write(site, "mbox", mbox)
        #expect(try site.control(["import", "archive", path]).status == 0)
        let moments = try site.emails().map(\.receivedAt).sorted()
        let first = try #require(moments.first)
        #expect(moments == [first, first + 1, first + 2] && first % 1_000_000 == 0)
    }

    @Test func withoutActNothingIsDoneAndWithItOnce() throws {
        let site = try Site()
        let path = try write(site, "one.eml", letter("1"))
        #expect(try site.object(["import", "support", path])["stored"] as? Int == 1)
        #expect(try site.caseNumbers().isEmpty && site.outbox().isEmpty)
        let acted = try site.object(["import", "support", path, "--act"])
        #expect(acted["duplicates"] as? Int == 1 && acted["records"] as? Int == 1)
        #expect(try site.outbox().isEmpty)
        let again = try site.object(["import", "support", path, "--act"])
        #expect(again["records"] as? Int == 0)
        #expect(try site.caseNumbers() == [1])
    }

    @Test func onlyReplyAnswers() throws {
        let site = try Site()
        let head = "Return-Path: <ada@customer.example>\n"
        let path = try write(site, "one.eml", letter("1", head: head))
        let replied = try site.object(["import", "support", path, "--act", "--reply"])
        #expect(replied["replies"] as? Int == 1)
        #expect(try site.outbox().count == 1)
    }

    @Test func threadsAreFoundAndOldDeliveriesAreKnown() throws {
        let site = try Site()
        let old = "From ada@customer.example Thu Nov  5 08:15:00 2015\n"
        let answer = letter("2", head: "In-Reply-To: <1@customer.example>\n")
        let path = try write(site, "mbox", "\(old)\(letter("1"))\n\(old)\(answer)\n")
        #expect(try site.object(["import", "archive", path])["stored"] as? Int == 2)
        #expect(try Set(site.emails().map(\.threadID)).count == 1)
        let traced = try write(site, "one.eml", "Received: by x; today\n" + letter("1"))
        let again = try site.object(["import", "archive", traced])
        #expect(again["stored"] as? Int == 0 && again["duplicates"] as? Int == 1)
    }

    @Test func anImportThatIsKilledIsRunAgain() throws {
        let site = try Site()
        let line = "From ada@customer.example Thu Nov  5 08:15:00 2020\n"
        let text = (1...600).map { line + letter(String($0)) + "\n" }.joined()
        let path = try write(site, "mbox", text)
        let running = try Program.control.start(
            ["import", "archive", path, "--store", site.storePath])
        while running.isRunning, try site.emails().isEmpty { usleep(1000) }
        kill(-running.process, SIGKILL)
        #expect(running.wait().status == -SIGKILL)
        let kept = try site.emails().count
        #expect((1..<600).contains(kept))
        let again = try site.object(["import", "archive", path])
        #expect(again["duplicates"] as? Int == kept)
        #expect(again["stored"] as? Int == 600 - kept)
        #expect(try site.emails().count == 600)
    }

    @Test func whatCannotBeReadIsNamedAndTheRestTaken() throws {
        let site = try Site()
        let directory = site.directory + "/mail"
        try FileSystem.makeDirectory(directory, mode: 0o700)
        _ = try write(site, "mail/a", "\u{1}PNG\n")
        _ = try write(site, "mail/b", letter("1"))
        _ = try write(site, "mail/c", "{\"raw\": \"RnJv\"}\n{\"raw\": \"?\"}\n")
        let outcome = try site.control(["import", "archive", directory])
        #expect(outcome.status == 65)
        #expect(outcome.error.contains("/mail/a: its first line is not a header field"))
        #expect(outcome.error.contains("line 2 of"))
        #expect(outcome.output == "imported 2 messages, 2 unreadable\n")
    }

    @Test func wrongOperandsAreRefused() throws {
        let site = try Site()
        let file = try write(site, "one.eml", letter())
        let binary = try write(site, "binary", "\u{1}\u{2}\n")
        let empty = site.directory + "/empty"
        try FileSystem.makeDirectory(empty, mode: 0o700)
        func status(_ arguments: [String]) throws -> Int32 {
            try site.control(["import"] + arguments).status
        }
        #expect(try status(["archive", site.directory + "/none"]) == 66)
        #expect(try status(["archive", empty]) == 66)
        #expect(try status(["archive", binary]) == 65)
        #expect(try status(["nowhere", file]) == 67)
        #expect(try status(["archive", file, "--as", "carol"]) == 77)
        #expect(try site.emails().isEmpty)
    }

    @Test(arguments: [80, 40, 20])
    func theBarStaysInItsLine(columns: Int) throws {
        let site = try Site()
        let path = try write(site, "one.eml", letter())
        let outcome = try Program(path: "/usr/bin/script").run([
            "-qec",
            "stty cols \(columns); exec \(Program.control.path) import archive \(path)"
                + " --store \(site.storePath)",
            "/dev/null",
        ])
        let drawn = outcome.output.unicodeScalars.split { "\r\n".unicodeScalars.contains($0) }.map(
            String.init
        )
        .filter { $0.hasPrefix("import ") }
        #expect(!drawn.isEmpty)
        #expect(drawn.allSatisfy { $0.count == columns - 1 })
        #expect(try !site.control(["import", "archive", path]).error.contains("%"))
    }

    @Test(.enabled(if: geteuid() == 0, "only root becomes another user"))
    func rootReadsAndWritesItsFilesForTheStoresOwner() throws {
        let site = try Site()
        try site.keep(TransferFixtures.hostile)
        let expected = try site.contents()
        let nobody = try #require(getpwnam("nobody")).pointee
        func give(_ site: Site) {
            chmod(site.directory, 0o711)
            let store = site.directory + "/store"
            for name in (try? FileSystem.list(store)) ?? [] {
                chown(store + "/" + name, nobody.pw_uid, nobody.pw_gid)
            }
            chown(store, nobody.pw_uid, nobody.pw_gid)
        }
        give(site)
        let other = try Site()
        give(other)
        let place = site.directory + "/private"
        try FileSystem.makeDirectory(place, mode: 0o700)
        for format in ["mbox", "maildir", "eml", "jsonl"] {
            let path = place + "/" + format
            let exported = try site.object([
                "export", "archive", "--format", format, "-o", path, "--until", "2100-01-01",
            ])
            #expect(exported["written"] as? Int == expected.count, "\(format)")
            #expect(try FileSystem.status(path)?.owner == 0)
            let imported = try other.object(["import", "archive", path])
            #expect(
                (imported["stored"] as? Int ?? 0) + (imported["duplicates"] as? Int ?? 0)
                    == expected.count)
        }
        #expect(try other.contents() == expected)
        #expect(try site.control(["import", "nowhere", place + "/mbox"]).status == 67)
    }
}
