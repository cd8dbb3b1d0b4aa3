// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import InternetMessage
import Platform
import TestSupport
import Testing

/// Whose rights read what a person brings: root's for root, whoever the store's owner is.
@Suite(.enabled(if: geteuid() == 0, "only root becomes another user"))
struct ComposeRightsTests {
    /// A site whose store is nobody's.
    private func site() throws -> Site {
        let site = try ReplyCommandTests.site()
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
        #expect(message.firstPlainText == "By root.")
        #expect(message.attachments.first?.data() == Array("secret".utf8))
        // Nothing of it is left behind.
        #expect(try FileSystem.list(place) == ["a.txt", "editor", "who"])
    }
}
