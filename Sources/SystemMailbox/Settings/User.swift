// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A person who works with mailboxes (`[users.NAME]`).
package struct User: Equatable, Sendable {
    /// The login name.
    package var name: String
    /// The name that customers see; nil: the login name.
    package var fullName: String?
    /// The person's own mail address; nil when none is set.
    package var address: String?
    /// The file name of the signature under `templates/`; nil when none is set.
    package var signature: String?

    /// A user known by the login name alone.
    package init(name: String) {
        self.name = name
    }
}
