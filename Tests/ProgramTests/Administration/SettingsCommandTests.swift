// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Store
import SystemMailbox
import TestSupport
import Testing

/// `settings` and what `apply` makes of it.
@Suite struct SettingsCommandTests {
    /// A site whose settings came from files, and were then changed on another host.
    private func overtaken(_ folder: SettingsFolder) throws -> Site {
        let site = try Site()
        #expect(try site.control(["apply", "--config", folder.path]).status == 0)
        try folder.write(
            "mailclerk.toml", SettingsFolder.mailbox + SettingsFolder.rule("Thanks"))
        #expect(try site.control(["apply", "--config", folder.path]).status == 0)
        try site.query { store in
            try store.connection.execute(
                """
                UPDATE settings_version SET host = 'elsewhere'
                WHERE number = (SELECT max(number) FROM settings_version)
                """)
        }
        try folder.write(
            "mailclerk.toml", SettingsFolder.mailbox + SettingsFolder.rule("Hello"))
        return site
    }

    @Test func applyAfterAnotherHostWantsItsFilesWrittenOutFirst() throws {
        let folder = try SettingsFolder()
        let site = try overtaken(folder)
        let refused = try site.control(["apply", "--config", folder.path])
        #expect(refused.status == 78)
        #expect(refused.error.contains("on elsewhere since these files were version 2"))
        let other = folder.path + "/theirs"
        #expect(try site.control(["settings", "show", "--to", other]).status == 0)
        #expect(try folder.read("theirs/mailclerk.toml").contains("Thanks"))
        #expect(try site.control(["apply", "--config", folder.path]).status == 0)
        #expect(try site.query { try $0.rules(of: 3).map(\.name) } == ["Hello"])
    }

    @Test func filesAreNeverWrittenOver() throws {
        let folder = try SettingsFolder()
        let site = try Site()
        #expect(try site.control(["apply", "--config", folder.path]).status == 0)
        try folder.write("mailclerk.toml", "mine")
        let outcome = try site.control(["settings", "show", "--to", folder.path])
        #expect(outcome.status == 77)
        #expect(try folder.read("mailclerk.toml") == "mine")
    }

    static let refused: [([String], Int32)] = [
        (["diff", "9"], 67), (["diff", "1", "9"], 67), (["rollback", "9"], 67),
        (["show", "9"], 67), (["diff", "x"], 64), (["rollback"], 64), (["show", "-1"], 64),
    ]

    @Test(arguments: refused)
    func versionsThatAreNotThereAreRefused(arguments: [String], status: Int32) throws {
        #expect(try Site().control(["settings"] + arguments).status == status)
    }

    @Test func rollbackLeavesAccessAlone() throws {
        let folder = try SettingsFolder()
        let site = try Site()
        #expect(try site.control(["apply", "--config", folder.path]).status == 0)
        let open = SettingsFolder.mailbox.replacing(
            "label = \"Customer support\"", with: "label = \"Help\"\nread = { users = [\"alice\"] }"
        )
        try folder.write("mailclerk.toml", open + SettingsFolder.acknowledges)
        #expect(try site.control(["apply", "--config", folder.path]).status == 0)
        #expect(try site.object(["settings", "rollback", "2"])["version"] as? Int == 4)
        let mailbox = try site.object(["mailboxes", "--as", "alice"])
        #expect(mailbox["label"] as? String == "Customer support")
        #expect(
            try site.control(["settings", "diff", "3", "4"]).output.contains("label: \"Help\""))
    }
}
