// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Who is asking.
package enum Viewer: Equatable, Sendable {
    /// Root or the store's owner, who sees everything; the login name is for read marks.
    case owner(name: String)
    /// A user of this login name, who sees what mailboxes let in.
    case user(name: String)

    /// The login name.
    package var name: String {
        switch self {
        case .owner(let name), .user(let name): name
        }
    }

    /// Whether everything is allowed.
    package var isOwner: Bool {
        if case .owner = self { true } else { false }
    }
}
