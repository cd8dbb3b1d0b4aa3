// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An entry of a mailbox's access list: a level granted to a role or a user.
package struct AccessGrant: Equatable, Hashable, Sendable {
    /// The role or user that a grant names.
    package enum Holder: Equatable, Hashable, Sendable {
        /// All members of the role with this name.
        case role(String)
        /// The user with this login name.
        case user(String)
    }

    /// The level that is granted.
    package var level: AccessLevel
    /// The role or user that gets it.
    package var holder: Holder

    /// Creates a grant of `level` to `holder`.
    package init(level: AccessLevel, holder: Holder) {
        self.level = level
        self.holder = holder
    }
}
