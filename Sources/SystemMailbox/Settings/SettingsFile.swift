// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A copy of a settings file as it was applied, so that every version can be shown again.
package struct SettingsFile: Equatable, Sendable {
    /// The path relative to the settings directory, such as `templates/acknowledge/en.txt`.
    package var path: String
    /// The text of the file.
    package var contents: String

    /// Creates the file `path` with this text.
    package init(path: String, contents: String) {
        self.path = path
        self.contents = contents
    }
}
