// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Something that people do with mail and records, and the level in the mailbox that it takes.
///
/// This is the one table; mailclerkctl(8) has it for people.
package enum Permission: String, Sendable, CaseIterable {
    /// See mail, records and people: in lists, by search, one by one.
    case see
    /// Write to a customer about an email.
    case reply
    /// Send an email on to somebody else.
    case forward
    /// Make a record of an email by hand.
    case convert
    /// Set fields of a case or lead.
    case set
    /// Leave an internal note.
    case note
    /// Take an email out of the lists, for everybody.
    case mark
    /// Make one case part of another.
    case merge
    /// Take an email out of its thread.
    case split
    /// Take a record back.
    case undo
    /// Put a thread into another mailbox, or into this one.
    case move
    /// Take mail out of the store in bulk.
    case export

    /// The least level that permits it.
    package var level: AccessLevel {
        switch self {
        case .see: .read
        case .reply, .forward, .convert, .set, .note, .mark: .reply
        case .merge, .split, .undo, .move, .export: .manage
        }
    }
}
