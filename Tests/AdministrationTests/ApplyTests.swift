// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox
import TestSupport
import Testing

@testable import Administration

@Suite("Applying settings")
struct ApplyTests {
    private let text = """
        [replies]
        sendmail = ["/bin/sh"]
        [roles]
        agents = ["alice"]
        [mailboxes.support]
        address = "support@example.com"
        aliases = ["help@example.com"]
        read = { roles = ["agents"] }
        """

    @Test func theFirstApplyMakesAStore() throws {
        let site = try Site()
        try site.write("mailclerk.toml", text)
        let dry = try site.apply { $0.isDryRun = true }
        #expect(dry.exitStatus == .done && dry.version == nil)
        #expect(dry.lines.contains("+ [mailboxes.support]"))
        #expect(try FileSystem.status(site.store) == nil)

        let outcome = try site.apply(at: 5)
        #expect(outcome.diagnostics == [])
        #expect(outcome.version?.number == 1)
        #expect(
            outcome.lines.suffix(2) == ["applied as version 1", "created store \(site.store)"])
        let status = try #require(try FileSystem.status(site.store))
        #expect(status.mode == 0o600)
        let directory = try #require(try FileSystem.status(site.root + "/var/mail"))
        #expect(directory.mode == 0o700 && directory.owner == status.owner)
        #expect(try site.current()?.mailboxes.map(\.address) == ["support@example.com"])
        #expect(try Store.open(site.location).settingsFiles(version: 1).map(\.contents) == [text])
    }

    @Test func nothingChangedMakesNoVersion() throws {
        let site = try Site()
        try site.write("mailclerk.toml", text)
        _ = try site.apply()
        try site.write("mailclerk.toml", "# a comment\n" + text)
        let outcome = try site.apply()
        #expect(outcome.version == nil)
        #expect(outcome.lines == ["nothing changed"])
        #expect(try Store.open(site.location).settingsHistory(limit: nil, offset: 0).count == 1)
    }

    @Test func errorsLeaveTheSettingsInForce() throws {
        let site = try Site()
        try site.write("mailclerk.toml", text)
        _ = try site.apply()
        let before = try site.current()
        try site.write("mailclerk.toml", text + "\nlabel = \"New\"\nnotfy = \"all\"")
        let outcome = try site.apply()
        #expect(outcome.exitStatus == .settings)
        #expect(
            outcome.findingLines == [
                "\(site.settings)/mailclerk.toml:10:1: error: unknown key \"notfy\" in"
                    + " [mailboxes.support] (did you mean \"notify\"?)"
            ])
        #expect(outcome.lines == [])
        #expect(try site.current() == before)
    }

    @Test func aMissingFileIsAFinding() throws {
        let site = try Site()
        let outcome = try site.apply()
        #expect(outcome.exitStatus == .settings)
        #expect(
            outcome.findingLines == [
                "\(site.settings)/mailclerk.toml: error: no such file; create it with"
                    + " \"mailclerkctl init\""
            ])
    }

    @Test func accessAloneIsAppliedBesideABrokenTemplate() throws {
        let site = try Site()
        try site.write("mailclerk.toml", text)
        _ = try site.apply()
        try site.write("templates/broken/en.txt", "Subject: {{\n\n{{#x}}")
        let changed = text.replacing("\"alice\"", with: "\"bob\"").replacing(
            "aliases = [\"help@example.com\"]", with: "aliases = 7\nmanage.users = [\"carol\"]")
        try site.write("mailclerk.toml", changed)
        #expect(try site.apply().exitStatus == .settings)
        let outcome = try site.apply(at: 9) { $0.isAccessOnly = true }
        #expect(
            outcome.lines == [
                "- [roles] agents: \"alice\"", "+ [roles] agents: \"bob\"",
                "+ [mailboxes.support] manage: user carol", "applied as version 2",
            ])
        #expect(outcome.version?.scope == .access)
        let current = try #require(try site.current())
        #expect(current.roles == ["agents": ["bob"]])
        #expect(current.mailboxes.map(\.aliases) == [["help@example.com"]])
        #expect(
            current.mailboxes.first?.access == [
                AccessGrant(level: .read, holder: .role("agents")),
                AccessGrant(level: .manage, holder: .user("carol")),
            ])
        let files = try Store.open(site.location).settingsFiles(version: 2)
        #expect(files.map(\.path) == ["mailclerk-access.toml", "mailclerk.toml"])
        #expect(files.map(\.contents) == [changed, text])

        try site.write("mailclerk.toml", "x = [")
        #expect(try site.apply { $0.isAccessOnly = true }.exitStatus == .settings)
        try site.write("mailclerk.toml", text.replacing("[\"agents\"]", with: "[\"nobody\"]"))
        #expect(try site.apply { $0.isAccessOnly = true }.exitStatus == .settings)
    }

    @Test func accessOfMailboxesThatAreNotInForceWaits() throws {
        let site = try Site()
        try site.write("mailclerk.toml", text)
        _ = try site.apply()
        try site.write(
            "mailclerk.toml", "mailboxes.new.read.users = [\"eve\"]\nroles.agents = [\"alice\"]")
        let outcome = try site.apply { $0.isAccessOnly = true }
        #expect(outcome.version == nil)
        #expect(
            outcome.lines == [
                "nothing changed",
                "mailbox \"new\" has not been applied yet; its access is applied with the complete"
                    + " file",
                "mailbox \"support\" is not in the file; its access is unchanged",
            ])
    }

    @Test func addressesAreRetired() throws {
        let site = try Site()
        try site.write("mailclerk.toml", text)
        _ = try site.apply()
        let refused = try site.apply { $0.retire = ["Help@example.com"] }
        #expect(
            refused.findingLines == [
                "--retire Help@example.com: error: a mailbox still has this address; remove it"
                    + " from mailclerk.toml first"
            ])
        try site.write("mailclerk.toml", text.replacing("\"help@example.com\"", with: ""))
        #expect(
            try site.apply().notes == [
                "warning: no mailbox has the address help@example.com any more; its mail is"
                    + " deferred (75) until \"mailclerkctl apply --retire help@example.com\""
            ])
        #expect(try Store.open(site.location).formerAddresses() == ["help@example.com"])
        let retired = try site.apply { $0.retire = ["Help@example.com", "x@example.com"] }
        #expect(
            retired.lines == [
                "nothing changed", "retired Help@example.com: its mail is refused (67)",
                "x@example.com is not an address of an earlier version; nothing to retire",
            ])
        #expect(try Store.open(site.location).formerAddresses() == [])
    }

    @Test func rightsAreGivenUpBetweenFilesAndStore() throws {
        struct Stop: Error {}
        let site = try Site()
        try site.write("mailclerk.toml", text)
        #expect(throws: Stop.self) {
            try Apply.run(
                directory: site.settings, store: site.location,
                author: Apply.Author(name: "root", host: "mx", now: 1)
            ) { _ in throw Stop() }
        }
        #expect(try FileSystem.status(site.store) == nil)
    }
}
