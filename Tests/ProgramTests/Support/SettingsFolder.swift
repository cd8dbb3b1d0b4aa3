// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import TestSupport

/// A settings directory that a test edits: mailbox support, which makes cases and answers.
final class SettingsFolder {
    /// The directory.
    let path: String

    init(rules: String = SettingsFolder.acknowledges) throws {
        path = "/tmp/mailclerk-settings-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path + "/templates/acknowledge", withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try write("templates/acknowledge/en.txt", "Subject: [#{{case.number}}]\n\nThank you.\n")
        try write("mailclerk.toml", Self.mailbox + rules)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file of the directory, and the directories above it.
    func write(_ name: String, _ text: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// The text of a file.
    func read(_ name: String) throws -> String {
        try String(contentsOfFile: path + "/" + name, encoding: .utf8)
    }

    static let mailbox = """
        [replies]
        sendmail = ["/bin/true"]
        [mailboxes.support]
        label = "Customer support"
        address = "support@example.com"
        aliases = ["help@example.com", "*@care.example.com"]
        action = { type = "case" }

        """
    static let acknowledges = rule("Acknowledge")

    /// A rule; `more` are further lines of it.
    static func rule(_ name: String, _ more: String = "") -> String {
        """
        [[mailboxes.support.auto-responses]]
        name = "\(name)"
        template = "acknowledge"
        \(more)

        """
    }
}
