// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import InternetMessage
import Platform
import SystemMailbox
import Testing

/// Whose rights read what a person brings: root's for root, and none but the agent's own for agents.
@Suite(.enabled(if: geteuid() == 0, "only root becomes another user"))
struct LetterRightsTests {
    /// A site whose store is nobody's, in which the user daemon may answer.
    private func site() throws -> Site {
        let site = try ReplyCommandTests.site { settings in
            settings.mailboxes[2].access.append(
                AccessGrant(level: .reply, holder: .user("daemon")))
        }
        let nobody = try #require(getpwnam("nobody")).pointee
        chmod(site.directory, 0o711)
        let store = site.directory + "/store"
        for name in try FileSystem.list(store) {
            chown(store + "/" + name, nobody.pw_uid, nobody.pw_gid)
        }
        chown(store, nobody.pw_uid, nobody.pw_gid)
        return site
    }

    @Test func rootsFilesAndEditorAreRoots() throws {
        let site = try site()
        let place = site.directory + "/private"
        try FileSystem.makeDirectory(place, mode: 0o700)
        try FileSystem.create(place + "/a.txt", Array("secret".utf8))
        let editor = place + "/editor"
        try FileSystem.create(
            editor,
            Array("#!/bin/sh\nid -u > '\(place)/who'\necho 'By root.' > \"$1\"\n".utf8),
            mode: 0o700)
        let outcome = try Program(path: "/usr/bin/script").run(
            [
                "-qec",
                "\(Program.control.path) reply 1 --attach \(place)/a.txt --store \(site.storePath)",
                "/dev/null",
            ],
            environment: Program.plainEnvironment.merging([
                "EDITOR": editor, "TMPDIR": place, "TERM": "dumb",
            ]) { $1 })
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(try String(contentsOfFile: place + "/who", encoding: .utf8) == "0\n")
        let message = Message(Array(try #require(try site.sendmail.handed().first).message.utf8))
        #expect(message.text == "By root.")
        #expect(message.attachments.first?.data() == Array("secret".utf8))
        // Nothing of it is left behind.
        #expect(try FileSystem.list(place) == ["a.txt", "editor", "who"])
    }

    private func agent(
        _ site: Site, _ arguments: [String], terminal: Bool = false
    ) throws -> Outcome {
        let daemon = try #require(getpwnam("daemon")).pointee
        let environment = Program.plainEnvironment.merging([
            "SUDO_UID": "\(daemon.pw_uid)", "MAILCLERK_STORE": site.storePath, "TERM": "dumb",
            "EDITOR": "/bin/true", "PAGER": "/usr/bin/id",
        ]) { $1 }
        let become = ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
        let command = [Program.control.path] + arguments
        guard terminal else {
            return try Program.control.run(
                arguments, input: Array("Yes.".utf8), environment: environment, through: become)
        }
        return try Program(path: "/usr/bin/script").run(
            ["-qec", (become + command).joined(separator: " "), "/dev/null"],
            environment: environment)
    }

    @Test func anAgentAnswersButBringsNoFilesAndOpensNoProgram() throws {
        let site = try site()
        let file = try agent(site, ["reply", "1", "--attach", "/etc/passwd"])
        #expect(file.status == 77)
        #expect(file.error.contains("no files through sudo"))
        let editor = try agent(site, ["reply", "1"], terminal: true)
        #expect(editor.status == 77)
        #expect(editor.output.contains("no editor through sudo"))
        #expect(try site.outbox().isEmpty)
        let long = String(repeating: "dark\n", count: 100)
        #expect(
            try site.deliver(letter("2").replacing("It is dark here.\n", with: long))
                == .silent(0))
        let paged = try agent(site, ["show", "2"], terminal: true)
        #expect(paged.status == 0)
        #expect(paged.output.contains("dark") && !paged.output.contains("uid="))
        let sent = try agent(site, ["reply", "1"])
        #expect(sent.status == 0, "\(sent.error)")
        #expect(try site.events(1).contains("replied"))
        let draft = try agent(site, ["reply", "1", "--draft"])
        #expect(draft.output.contains("> It is dark here."))
    }
}
