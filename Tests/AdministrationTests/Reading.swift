// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Testing

@testable import Administration

/// Settings read from texts, with one template, `acknowledge`, unless others are given.
func load(_ settings: String, templates: [String: String]? = nil) -> LoadedSettings {
    let files = templates ?? ["templates/acknowledge/en.txt": "Subject: Got it\n\nThank you.\n"]
    return SettingsDirectory.load(
        files: [SettingsFile(path: "mailclerk.toml", contents: settings)]
            + files.sorted { $0.key < $1.key }.map {
                SettingsFile(path: $0.key, contents: $0.value)
            },
        named: "etc", storeOwner: 0)
}

/// The diagnostics of one severity without the path of `mailclerk.toml`.
func texts(_ loaded: LoadedSettings, _ severity: SettingsDiagnostic.Severity = .error) -> [String] {
    loaded.diagnostics.filter { $0.severity == severity }.map { diagnostic in
        diagnostic.text.replacing("etc/mailclerk.toml:", with: "").replacing(
            "etc/templates/", with: "")
    }
}

/// One wrong settings file and the errors that it must give.
struct Wrong: CustomTestStringConvertible, Sendable {
    var settings: String
    var errors: [String]

    init(_ settings: String, _ errors: String...) {
        self.settings = settings
        self.errors = errors
    }

    var testDescription: String { errors.first ?? settings }
}

/// A mailbox that is right, at lines 1 to 2, and what a test adds to it from line 3 on.
func mailbox(_ lines: String) -> String {
    "[mailboxes.support]\naddress = \"support@example.com\"\n" + lines
}

/// A rule that is right, at lines 3 to 5, and what a test adds to it from line 6 on.
func rule(_ lines: String) -> String {
    mailbox(
        "[[mailboxes.support.auto-responses]]\nname = \"A\"\ntemplate = \"acknowledge\"\n" + lines)
}
