// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import Platform
import SystemMailbox
import TestSupport
import Testing

/// `export`, and `import` of what it wrote.
@Suite struct ExportTests {
    private static let formats = ["mbox", "maildir", "eml", "jsonl"]

    @Test(arguments: formats)
    func everyByteComesBack(format: String) throws {
        let site = try Site()
        let other = try Site()
        try site.keep(TransferFixtures.hostile)
        let expected = TransferFixtures.hostile.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(try site.contents() == expected)
        let path = try site.export(format)
        let imported = try other.object(["import", "archive", path])
        #expect(imported["stored"] as? Int == expected.count)
        #expect(imported["duplicates"] as? Int == 0)
        #expect(try other.contents() == expected)
    }

    @Test(arguments: formats)
    func timesSendersDirectionsAndReadMarksComeBack(format: String) throws {
        let site = try Site()
        let other = try Site()
        let sent = "From: archive@example.com\nTo: ada@customer.example\nMessage-ID: <s@x>\n\nHi\n"
        try site.keep([Array(letter("1").utf8)])
        let fixture = site.directory + "/sent.mbox"
        try FileSystem.write(
            fixture, Array("From archive@example.com Thu Nov  5 08:15:00 2020\n\(sent)\n".utf8))
        #expect(try site.control(["import", "archive", fixture]).status == 0)
        #expect(try site.control(["mark", "1", "--read"]).status == 0)
        let path = try site.export(format)
        #expect(try other.control(["import", "archive", path]).status == 0)
        func facts(_ site: Site) throws -> [[String]] {
            try (site.emails(.in) + site.emails(.out)).map { email in
                let isTimed = format != "eml" || email.direction == .in
                return [
                    email.direction.rawValue,
                    format == "eml" || !isTimed ? "" : Timestamp.rfc3339(email.receivedAt),
                    ["mbox", "jsonl"].contains(format) ? email.envelopeSender ?? "-" : "",
                ]
            }
        }
        #expect(try facts(other) == facts(site))
        #expect(try site.emails(.out).map(\.receivedAt) == [1_604_564_100_000_000])
        let seen = try other.objects(["emails", "archive"]).filter { $0["seen"] as? Bool == true }
        #expect(seen.count == (["maildir", "jsonl"].contains(format) ? 2 : 1))
    }

    @Test func muttOpensTheMaildirAndTheMbox() throws {
        try #require(access("/usr/bin/mutt", X_OK) == 0, "contrib/test installs mutt")
        let site = try Site()
        try site.keep(TransferFixtures.hostile)
        #expect(try site.control(["mark", "1", "2", "--read"]).status == 0)
        for format in ["maildir", "mbox"] {
            let path = try site.export(format)
            let settings = """
                set quit=yes wait_key=no folder=\(site.directory)
                set status_format="messages=%m new=%n end"
                push "<quit>"
                """
            try FileSystem.write(site.directory + "/muttrc", Array(settings.utf8))
            let outcome = try Program(path: "/usr/bin/script").run(
                [
                    "-qec",
                    "timeout --foreground 20 mutt -n -R -F \(site.directory)/muttrc -f \(path)",
                    "/dev/null",
                ],
                environment: ["PATH": "/usr/bin:/bin", "TERM": "xterm", "HOME": site.directory])
            #expect(outcome.status == 0)
            let count = TransferFixtures.hostile.count
            let new = format == "maildir" ? count - 2 : count
            #expect(outcome.output.contains("messages=\(count) new=\(new) end"), "\(format)")
        }
    }

    @Test func aMaildirIsFilledFurtherAndDoublesNothing() throws {
        let site = try Site()
        try site.keep(Array(TransferFixtures.hostile.prefix(3)))
        let path = try site.export("maildir")
        let first = try FileSystem.list(path + "/new")
        #expect(first.count == 3)
        // A mail program moves what was read; a run that was killed leaves files in tmp.
        try FileSystem.rename(path + "/new/" + first[0], to: path + "/cur/\(first[0]):2,RS")
        try FileSystem.rename(path + "/new/" + first[1], to: path + "/tmp/" + first[1])
        try site.keep([Array(letter("later").utf8)])
        let again = try site.object(["export", "archive", "--format", "maildir", "-o", path])
        #expect(again["written"] as? Int == 2 && again["present"] as? Int == 2)
        #expect(try FileSystem.list(path + "/new").count == 3)
        #expect(try FileSystem.list(path + "/cur") == ["\(first[0]):2,RS"])
        #expect(try FileSystem.list(path + "/tmp").isEmpty)
    }

    @Test(arguments: formats)
    func filesAreForTheCallerAlone(format: String) throws {
        let site = try Site()
        try site.keep([Array(letter().utf8)])
        let path = try site.export(format)
        var paths = [path]
        if let below = FileManager.default.enumerator(atPath: path) {
            paths += below.compactMap { ($0 as? String).map { path + "/" + $0 } }
        }
        for path in paths {
            let status = try #require(try FileSystem.status(path))
            #expect(status.mode & 0o777 == (status.isDirectory ? 0o700 : 0o600), "\(path)")
        }
    }

    @Test(arguments: formats)
    func whatIsSomebodyElsesIsLeftAlone(format: String) throws {
        let site = try Site()
        try site.keep([Array(letter().utf8)])
        let path = site.directory + "/theirs"
        try FileSystem.makeDirectory(path, mode: 0o755)
        try FileSystem.write(path + "/letter", Array("mine".utf8))
        for target in [path, path + "/letter"] {
            let outcome = try site.control(["export", "archive", "--format", format, "-o", target])
            #expect(outcome.status == 77)
            #expect(outcome.error.contains("name "))
        }
        #expect(try FileSystem.list(path) == ["letter"])
        #expect(try FileSystem.read(path + "/letter") == Array("mine".utf8))
    }

    @Test func anotherMailboxOrFormatDoesNotFillTheSameDirectory() throws {
        let site = try Site()
        try site.keep([Array(letter().utf8)])
        let path = try site.export("eml")
        for words in [["archive", "--format", "maildir"], ["support", "--format", "eml"]] {
            #expect(try site.control(["export"] + words + ["-o", path]).status == 77)
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only root can mount a disk"), arguments: formats)
    func aFullDiskLeavesNoHalfFile(format: String) throws {
        let site = try Site()
        try site.keep([Array(letter().utf8) + Array(repeating: 97, count: 100_000)])
        let place = site.directory + "/disk"
        try FileSystem.makeDirectory(place, mode: 0o700)
        let disk = try SmallDisk(at: place)
        let path = place + "/out"
        if !["mbox", "jsonl"].contains(format) {
            try FileSystem.makeDirectory(path, mode: 0o700)
            let empty = [
                "export", "archive", "--format", format, "-o", path, "--until", "2001-01-01",
            ]
            #expect(try site.control(empty).status == 0)
        }
        try disk.fill()
        let outcome = try site.control(["export", "archive", "--format", format, "-o", path])
        #expect(outcome.status == 75)
        #expect(outcome.error.contains("No space left on device"))
        let left =
            FileManager.default.enumerator(atPath: place)?
            .compactMap { $0 as? String } ?? []
        #expect(
            Set(left).isSubset(of: [
                "filler", "out", "out/.mailclerk-export", "out/tmp", "out/new", "out/cur",
            ]), "\(left)")
        try disk.free()
        #expect(
            try site.control(["export", "archive", "--format", format, "-o", path]).status == 0)
        disk.remove()
    }

    @Test func exportTakesManage() throws {
        let site = try Site {
            $0.mailboxes[0].access = [
                AccessGrant(level: .reply, holder: .user("carol")),
                AccessGrant(level: .manage, holder: .user("dora")),
            ]
        }
        try site.keep([Array(letter().utf8)])
        func status(_ user: String) throws -> Int32 {
            try site.control(["export", "archive", "--format", "mbox", "--as", user]).status
        }
        #expect(try status("nobody") == 67)
        #expect(try status("carol") == 77)
        #expect(try status("dora") == 0)
    }

    @Test func onlyTheSpanIsWritten() throws {
        let site = try Site()
        try site.keep([Array(letter().utf8)])
        #expect(
            try site.control(["export", "archive", "--format", "jsonl", "--since", "1h"])
                .output.split(separator: "\n").count == 1)
        #expect(
            try site.control(["export", "archive", "--format", "jsonl", "--until", "1h"])
                .output == "")
    }
}
