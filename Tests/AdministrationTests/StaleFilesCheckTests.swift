// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import TestSupport
import Testing

@testable import Administration

@Suite("Several hosts with one store")
struct StaleFilesCheckTests {
    private func text(_ label: String, reader: String = "alice") -> String {
        """
        [replies]
        sendmail = ["/bin/sh"]
        [mailboxes.support]
        address = "support@example.com"
        label = "\(label)"
        read = { users = ["\(reader)"] }
        """
    }

    /// Applies on a host; returns the errors.
    private func apply(
        _ text: String, on host: String, at now: Int64, _ site: Site, accessOnly: Bool = false
    ) throws -> [String] {
        try site.write("mailclerk.toml", text)
        return try site.apply(at: now, host: host) { $0.isAccessOnly = accessOnly }.diagnostics
            .filter { $0.severity == .error }.map(\.message)
    }

    private let overtaken =
        "root applied version 2 on b since these files were version 1; write that version"
        + " out with \"mailclerkctl settings show --to DIR\" and merge it"

    @Test func filesThatAnotherHostHasOvertakenAreRefused() throws {
        let site = try Site()
        defer { withExtendedLifetime(site) {} }
        #expect(try apply(text("One"), on: "a", at: 1, site) == [])
        // Of a host that is new nothing is known.
        #expect(try apply(text("Two"), on: "b", at: 2, site) == [])
        #expect(try apply(text("Three"), on: "a", at: 3, site) == [overtaken])
        #expect(try site.current()?.mailboxes[0].label == "Two")
        #expect(
            try apply(text("Two", reader: "eve"), on: "a", at: 3, site, accessOnly: true) == [
                overtaken
            ])
        // Who made the newest version goes on.
        #expect(try apply(text("Four"), on: "b", at: 4, site) == [])
    }

    @Test func theSameFilesAreNoHarm() throws {
        let site = try Site()
        defer { withExtendedLifetime(site) {} }
        #expect(try apply(text("One"), on: "a", at: 1, site) == [])
        #expect(try apply(text("Two"), on: "b", at: 2, site) == [])
        #expect(try apply(text("Two"), on: "a", at: 3, site) == [])
    }

    @Test func filesThatWereWrittenOutSinceAreApplied() throws {
        let site = try Site()
        defer { withExtendedLifetime(site) {} }
        #expect(try apply(text("One"), on: "a", at: 1, site) == [])
        #expect(try apply(text("Two"), on: "b", at: 2, site) == [])
        let store = try Store.open(site.location)
        // An older version is no help, nor are files on another host.
        for (version, host) in [(Int64(1), "a"), (2, "c")] {
            try SettingsHistory.noteWritten(
                version: version, by: Apply.Author(name: "root", host: host, now: 3), in: store)
        }
        #expect(try apply(text("Three"), on: "a", at: 3, site) == [overtaken])
        try SettingsHistory.noteWritten(
            version: 2, by: Apply.Author(name: "root", host: "a", now: 4), in: store)
        #expect(try apply(text("Three"), on: "a", at: 4, site) == [])
        #expect(try site.current()?.mailboxes[0].label == "Three")
    }
}
