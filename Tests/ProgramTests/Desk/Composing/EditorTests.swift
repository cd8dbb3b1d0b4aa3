// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import InternetMessage
import Store
import SystemMailbox
import TestSupport
import Testing

/// `reply` on a terminal, where an editor opens; script(1) makes the terminal.
@Suite struct EditorTests {
    /// Runs a command on a terminal with an editor that is a shell script about `$1`.
    private func onTerminal(
        _ site: Site, _ command: String, editor: String
    ) throws -> Outcome {
        let path = site.directory + "/editor"
        try Data("#!/bin/sh\n\(editor)\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: path)
        let temporary = site.directory + "/tmp"
        try FileManager.default.createDirectory(
            atPath: temporary, withIntermediateDirectories: true)
        let script = Program(path: "/usr/bin/script")
        return try script.run(
            [
                "-qec", "\(Program.control.path) \(command) --store \(site.storePath)",
                "/dev/null",
            ],
            environment: Program.plainEnvironment.merging([
                "VISUAL": "\(path) first", "TMPDIR": temporary, "TERM": "dumb",
            ]) { $1 })
    }

    private func kept(_ site: Site) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: site.directory + "/tmp")
    }

    @Test func theEditorBeginsWithTheQuoteAndWhatItLeavesIsSent() throws {
        let site = try ReplyCommandTests.site()
        let outcome = try onTerminal(
            site, "reply 1 --as bob",
            editor: """
                [ "$1" = first ] || exit 9
                [ "$(stat -c %a "$2")" = 600 ] || exit 8
                cp "$2" '\(site.directory)/seen'
                { echo 'It is light.'; sed -n '/On /,$p' "$2"; } > "$2.new"; mv "$2.new" "$2"
                """)
        #expect(outcome.status == 0, "\(outcome.output)")
        let seen = try String(contentsOfFile: site.directory + "/seen", encoding: .utf8)
        #expect(
            seen == "\n\nOn 2026-09-21 14:13 UTC, Ada Lovelace wrote:\n> It is dark here.\n")
        let message = Message(Array(try #require(try site.sendmail.handed().first).message.utf8))
        #expect(
            message.bestText == """
                It is light.
                On 2026-09-21 14:13 UTC, Ada Lovelace wrote:
                > It is dark here.
                """)
        #expect(try kept(site).isEmpty)
    }

    @Test(arguments: [("true", 65), (": > \"$2\"", 65), ("exit 3", 65)] as [(String, Int32)])
    func whoWritesNothingSendsNothing(editor: String, status: Int32) throws {
        let site = try ReplyCommandTests.site()
        let outcome = try onTerminal(site, "reply 1", editor: editor)
        #expect(outcome.status == status, "\(outcome.output)")
        #expect(outcome.output.contains("nothing was sent"))
        #expect(try site.outbox().isEmpty)
    }

    @Test func noEditorOpensOnWhatIsRefused() throws {
        let site = try ReplyCommandTests.site()
        #expect(try site.control(["show", "1", "--as", "bob"]).status == 0)
        #expect(try site.control(["reply", "1", "--as", "dora"], input: "Yes.").status == 0)
        let outcome = try onTerminal(
            site, "reply 1 --as bob", editor: "touch '\(site.directory)/opened'")
        #expect(outcome.status == 75)
        #expect(outcome.output.contains("dora replied"))
        #expect(!FileManager.default.fileExists(atPath: site.directory + "/opened"))
    }

    @Test func wordsThatCannotBeSentAreKept() throws {
        let site = try ReplyCommandTests.site()
        #expect(try site.control(["show", "1", "--as", "bob"]).status == 0)
        // Somebody answers while the editor is open.
        let outcome = try onTerminal(
            site, "reply 1 --as bob",
            editor: """
                echo 'My words.' > "$2"
                echo Yes. | '\(Program.control.path)' reply 1 --as dora --store '\(site.storePath)'
                """)
        #expect(outcome.status == 75, "\(outcome.output)")
        #expect(outcome.output.contains("your text is saved in "))
        let name = try #require(try kept(site).first)
        let path = site.directory + "/tmp/" + name
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "My words.\n")
    }
}
