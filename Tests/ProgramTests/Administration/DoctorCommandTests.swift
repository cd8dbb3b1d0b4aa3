// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import TestSupport
import Testing

/// `doctor` as a postmaster runs it.
@Suite("doctor")
struct DoctorCommandTests {
    private let site: Site
    private var files: String { site.directory + "/etc" }

    init() throws {
        site = try Site()
        try FileManager.default.createDirectory(
            atPath: files + "/settings/templates", withIntermediateDirectories: true)
        // No mail server runs anything as root, so the store is somebody else's.
        guard Account.effectiveUserID == 0, let user = try Account.named("daemon") else { return }
        try FileSystem.setMode(site.directory, 0o755)
        let store = site.directory + "/store"
        for name in try FileSystem.list(store) + [""] {
            try FileSystem.setOwner(store + "/" + name, user: user.uid, group: user.gid)
        }
    }

    private func write(_ name: String, _ text: String) throws {
        try text.write(toFile: files + "/" + name, atomically: true, encoding: .utf8)
    }

    private func part(_ server: String, _ name: String) throws -> String {
        let outcome = try site.control(["mta-config", server, "--part", name])
        try #require(outcome.status == 0, "\(outcome.error)")
        return outcome.output
    }

    /// Looks at the files of this test alone, not at this host's.
    private func doctor(_ options: [String] = []) throws -> Outcome {
        try site.control(
            [
                "doctor", "--config", files + "/settings", "--postfix", files,
                "--exim", files + "/exim.conf", "--procmail", files + "/procmailrc",
            ] + options)
    }

    @Test func whatMTAConfigPrintsIsWell() throws {
        try write(
            "settings/mailclerk.toml", "[mailboxes.support]\naddress = \"support@e.example\"\n")
        let applied = try site.control(["apply", "--config", files + "/settings"])
        #expect(applied.status == 0, "\(applied.error)")
        try write("main.cf", try part("postfix", "main"))
        try write("master.cf", try part("postfix", "master"))
        try write("exim.conf", "begin transports\n" + (try part("exim", "transport")))
        try write("procmailrc", try part("procmail", "recipe"))
        let outcome = try doctor()
        for line in [
            "ok: postfix: \(files) has no problems",
            "ok: exim: \(files)/exim.conf has no problems",
            "ok: procmail: \(files)/procmailrc has no problems",
            "ok: applied: the files in \(files)/settings are applied",
        ] {
            #expect(outcome.output.contains(line + "\n"), "\(outcome.output)")
        }
        try write("exim.conf", "begin transports\n" + (try part("exim", "alias-transport")))
        #expect(try doctor().output.contains("ok: exim: "))
    }

    @Test func aFindingIsALineWithItsRemedyAndAStatus() throws {
        try write("main.cf", "mailclerk_time_limit = 30s\n")
        try write("master.cf", try part("postfix", "master"))
        let outcome = try doctor()
        #expect(outcome.status == 2)
        #expect(
            outcome.output.contains(
                "error: time-limit: \(files)/main.cf: mailclerk_time_limit is 30 s,"))
        #expect(
            outcome.output.contains(
                "(fix: set it to 300s, or set a lower limit for mailclerk: -t 15)"))
        #expect(outcome.output.contains("warning: exim: cannot open \(files)/exim.conf"))
        let json = try doctor(["--json"])
        #expect(json.status == 2)
        #expect(json.output.contains("{\"name\":\"time-limit\",\"level\":\"error\","))
    }

    @Test func itIsForTheOwner() throws {
        let outcome = try doctor(["--as", "bob"])
        #expect(outcome.status == 77)
        #expect(outcome.output.isEmpty)
    }
}
