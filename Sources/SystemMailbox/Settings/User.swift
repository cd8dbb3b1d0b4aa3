// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A user listed in the settings (`[users.NAME]`).
package struct User: Equatable, Sendable {
    /// The login name.
    package var name: String
    /// The name that customers see; nil for the login name.
    package var fullName: String?
    /// The user's own mail address; nil if none is set.
    package var address: String?
    /// The file name of the signature in `templates/`; nil if none is set.
    package var signature: String?

    /// Creates a user who has only a login name.
    package init(name: String) {
        self.name = name
    }
}
