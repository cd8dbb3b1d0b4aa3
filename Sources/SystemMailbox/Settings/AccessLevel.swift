// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What a user may do in a mailbox; each level includes the ones before it.
package enum AccessLevel: String, Sendable, CaseIterable, Comparable {
    /// See lists, emails, attachments, threads, journals, contacts.
    case read
    /// Also answer, note, mark, convert, assign.
    case reply
    /// Also merge, split, undo, move, export.
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
