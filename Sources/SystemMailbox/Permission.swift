// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An operation on mail and records, with the access level that it requires in the mailbox.
///
/// This is the only such table in the code; mailclerkctl(8) documents it.
package enum Permission: String, Sendable, CaseIterable {
    /// See mail, records and people in lists, in searches and one by one.
    case see
    /// Reply to an email.
    case reply
    /// Forward an email.
    case forward
    /// Open a record for the thread of an email.
    case convert
    /// Change fields of a case or lead.
    case set
    /// Add an internal note.
    case note
    /// Hide an email from the lists of all users.
    case mark
    /// Merge a case into another.
    case merge
    /// Move an email out of its thread.
    case split
    /// Undo the creation of a record.
    case undo
    /// Move a thread to another mailbox; required in both mailboxes.
    case move
    /// Export mail in bulk.
    case export

    /// The lowest level that permits the operation.
    package var level: AccessLevel {
        switch self {
        case .see: .read
        case .reply, .forward, .convert, .set, .note, .mark: .reply
        case .merge, .split, .undo, .move, .export: .manage
        }
    }
}
