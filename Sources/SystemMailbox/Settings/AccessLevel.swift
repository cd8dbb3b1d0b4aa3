// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A level of access to a mailbox; each level includes the preceding ones.
package enum AccessLevel: String, Sendable, CaseIterable, Comparable {
    /// The user may see lists, emails, attachments, threads, journals and contacts.
    case read
    /// The user may also reply, add notes, mark, convert and assign.
    case reply
    /// The user may also merge, split, undo, move and export.
    case manage

    /// Orders the levels from `read` to `manage`.
    package static func < (left: AccessLevel, right: AccessLevel) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .read: 0
        case .reply: 1
        case .manage: 2
        }
    }
}
