// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox
import TestSupport
import Testing

@testable import Administration

@Suite("Applied versions")
struct SettingsHistoryTests {
    private let first = """
        [replies]
        sendmail = ["/bin/sh"]
        [roles]
        agents = ["alice", "leaver"]
        [mailboxes.support]
        address = "support@example.com"
        read = { roles = ["agents"] }
        [mailboxes.wares]
        address = "wares@example.com"
        read = { users = ["leaver"] }
        """
    private let second = """
        [replies]
        sendmail = ["/bin/sh"]
        [roles]
        agents = ["alice"]
        [mailboxes.support]
        address = "support@example.com"
        label = "Help"
        read = { roles = ["agents"] }
        [mailboxes.goods]
        renamed-from = "wares"
        address = "wares@example.com"
        read = { users = ["alice"] }
        """

    /// A site with `first`, then `second`, then another access.
    private func site() throws -> Site {
        let site = try Site()
        try site.write("mailclerk.toml", first)
        try site.write("templates/a/en.txt", "Subject: A\n\nx")
        _ = try site.apply(at: 1)
        try site.write("mailclerk.toml", second)
        _ = try site.apply(at: 2)
        try site.write("mailclerk.toml", second.replacing("[\"alice\"]\n", with: "[\"bob\"]\n"))
        _ = try site.apply(at: 3) { $0.isAccessOnly = true }
        return site
    }

    @Test func versionsAreCompared() throws {
        let site = try site()
        // The directory goes with the value.
        defer { withExtendedLifetime(site) {} }
        let store = try Store.open(site.location)
        #expect(
            try SettingsHistory.difference(from: 1, to: 2, in: store) == [
                "- [roles] agents: \"leaver\"",
                "~ [mailboxes.goods] renamed from \"wares\"",
                "~ [mailboxes.goods] label: \"wares\" -> \"goods\"",
                "- [mailboxes.goods] read: user leaver",
                "+ [mailboxes.goods] read: user alice",
                "~ [mailboxes.support] label: \"support\" -> \"Help\"",
            ])
        #expect(
            try SettingsHistory.difference(from: 2, to: 3, in: store) == [
                "- [roles] agents: \"alice\"", "+ [roles] agents: \"bob\"",
            ])
        #expect(try SettingsHistory.difference(from: 3, to: nil, in: store) == [])
        #expect(throws: SettingsHistory.Refusal.unknownVersion(4)) {
            try SettingsHistory.difference(from: 4, to: nil, in: store)
        }
    }

    @Test func rollbackLeavesAccessAlone() throws {
        let site = try site()
        // The directory goes with the value.
        defer { withExtendedLifetime(site) {} }
        let store = try Store.open(site.location)
        let goods = try #require(
            try store.mailboxes(isArchived: false).first { $0.name == "goods" })
        let outcome = try SettingsHistory.rollBack(
            to: 1, in: store, storeOwner: 0,
            author: Apply.Author(name: "root", host: "mx", now: 4))
        #expect(
            outcome.differences == [
                "~ [mailboxes.support] label: \"Help\" -> \"support\"",
                "~ [mailboxes.wares] renamed from \"goods\"",
                "~ [mailboxes.wares] label: \"goods\" -> \"wares\"",
            ])
        #expect(outcome.version?.number == 4)
        let current = try #require(try store.currentSettings())
        #expect(current.roles == ["agents": ["bob"]])
        #expect(
            current.mailboxes.map(\.access) == [
                [AccessGrant(level: .read, holder: .role("agents"))],
                [AccessGrant(level: .read, holder: .user("alice"))],
            ])
        let wares = try #require(
            try store.mailboxes(isArchived: false).first { $0.name == "wares" })
        #expect(wares.id == goods.id)
        let again = try SettingsHistory.rollBack(
            to: 1, in: store, storeOwner: 0,
            author: Apply.Author(name: "root", host: "mx", now: 5))
        #expect(again.version == nil && again.lines == ["nothing changed"])
    }

    @Test func signaturesAreComparedAndStayWithTheirUsers() throws {
        let site = try Site()
        defer { withExtendedLifetime(site) {} }
        let signed = first + "\n[users.alice]\nsignature = \"alice.txt\"\n"
        try site.write("mailclerk.toml", first)
        _ = try site.apply(at: 1)
        try site.write(
            "mailclerk.toml",
            signed.replacing("address = \"s", with: "label = \"S\"\naddress = \"s"))
        try site.write("templates/alice.txt", "Alice")
        _ = try site.apply(at: 2)
        try site.write("templates/alice.txt", "Alice Ames")
        _ = try site.apply(at: 3)
        let store = try Store.open(site.location)
        #expect(
            try SettingsHistory.difference(from: 2, to: 3, in: store) == ["~ templates/alice.txt"])
        let outcome = try SettingsHistory.rollBack(
            to: 1, in: store, storeOwner: 0, author: Apply.Author(name: "root", host: "mx", now: 4))
        #expect(outcome.version?.number == 4)
        let kept = try store.settingsFiles(version: 4).first { $0.path == "templates/alice.txt" }
        #expect(kept?.contents == "Alice Ames")
    }

    @Test func filesAreWrittenOutAndNeverOver() throws {
        let site = try site()
        // The directory goes with the value.
        defer { withExtendedLifetime(site) {} }
        let store = try Store.open(site.location)
        let directory = site.root + "/out"
        try SettingsHistory.write(
            SettingsHistory.files(of: 1, in: store), to: directory)
        #expect(try FileSystem.read(directory + "/mailclerk.toml") == Array(first.utf8))
        #expect(
            try FileSystem.read(directory + "/templates/a/en.txt") == Array("Subject: A\n\nx".utf8))
        #expect(throws: SettingsHistory.Refusal.exists(path: directory + "/mailclerk.toml")) {
            try SettingsHistory.write(
                SettingsHistory.files(of: 2, in: store), to: directory)
        }
    }
}
