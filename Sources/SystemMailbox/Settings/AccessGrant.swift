// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One line of a mailbox's access list: a level given to a role or to a user.
package struct AccessGrant: Equatable, Hashable, Sendable {
    /// Whom a grant names.
    package enum Holder: Equatable, Hashable, Sendable {
        /// Everybody in the role of this name.
        case role(String)
        /// The user of this login name.
        case user(String)
    }

    /// The level that is given.
    package var level: AccessLevel
    /// Who gets it.
    package var holder: Holder

    /// Gives `level` to `holder`.
    package init(level: AccessLevel, holder: Holder) {
        self.level = level
        self.holder = holder
    }
}
