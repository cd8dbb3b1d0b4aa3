// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The user on whose behalf an operation runs.
package enum Viewer: Equatable, Sendable {
    /// Root or the store owner, who may see everything; the login name is used for read marks.
    case owner(name: String)
    /// The user with this login name, who has only the access that the mailboxes grant.
    case user(name: String)

    /// The login name.
    package var name: String {
        switch self {
        case .owner(let name), .user(let name): name
        }
    }

    /// Whether the viewer may do everything.
    package var isOwner: Bool {
        if case .owner = self { true } else { false }
    }
}
