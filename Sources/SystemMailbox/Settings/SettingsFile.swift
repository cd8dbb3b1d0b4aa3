// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A settings file as it was when it was applied, so that every version can be shown again.
package struct SettingsFile: Equatable, Sendable {
    /// The path from the settings directory: `mailclerk.toml`, `templates/acknowledge/en.txt`.
    package var path: String
    /// The text of the file.
    package var contents: String

    /// The file `path` with this text.
    package init(path: String, contents: String) {
        self.path = path
        self.contents = contents
    }
}
