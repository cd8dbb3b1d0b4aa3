// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Why a viewer does not get what was asked for.
///
/// What is not there and what is not the viewer's to see are the same error with the same text.
package enum DeskError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No mailbox of this name.
    case noSuchMailbox(String)
    /// No email of this number.
    case noSuchEmail(Int64)
    /// No case of this number.
    case noSuchCase(Int64)
    /// No lead of this number.
    case noSuchLead(Int64)
    /// The email has no attachment of this number, counted from 1.
    case noSuchAttachment(email: Int64, number: Int, count: Int)

    /// A sentence for people.
    package var description: String {
        switch self {
        case .noSuchMailbox(let name): "there is no mailbox “\(name)”, or it is not yours to see"
        case .noSuchEmail(let id): "there is no email \(id), or it is not yours to see"
        case .noSuchCase(let number): "there is no case \(number), or it is not yours to see"
        case .noSuchLead(let number): "there is no lead \(number), or it is not yours to see"
        case .noSuchAttachment(let email, let number, let count):
            count == 0
                ? "email \(email) has no attachments"
                : "email \(email) has no attachment \(number); they are 1 to \(count)"
        }
    }
}
