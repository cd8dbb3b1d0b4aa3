// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Why a viewer does not get what was asked for.
///
/// What is not there and what is not the viewer's to see are the same error with the same text.
package enum DeskError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No mailbox of this name.
    case noSuchMailbox(String)
    /// The message is for no mailbox.
    case noMailboxForMessage
    /// No email of this number.
    case noSuchEmail(Int64)
    /// No case of this number.
    case noSuchCase(Int64)
    /// No lead of this number.
    case noSuchLead(Int64)
    /// Nothing from or to this address.
    case noSuchPerson(String)
    /// The email has no attachment of this number, counted from 1.
    case noSuchAttachment(email: Int64, number: Int, count: Int)
    /// No message of the outbox of this number.
    case noSuchMessage(Int64)
    /// The thread of the email belongs to no case or lead.
    case noRecord(email: Int64)
    /// The viewer may read the mailbox, but this takes a higher level in it.
    case needs(AccessLevel, mailbox: String)
    /// This is for root and the store's owner.
    case ownerOnly
    /// The message of the outbox was handed to sendmail.
    case alreadySent(Int64)
    /// A process is handing the message of the outbox to sendmail.
    case isBeingSent(Int64)
    /// The message of the outbox is not to be sent any more as it is.
    case notWaiting(Int64, state: String)
    /// The message of the outbox is not made yet: it needs a program's record.
    case needsRecord(Int64)

    /// Somebody else changed the case or lead since the viewer looked at it.
    case changedMeanwhile(RecordID, by: String, at: Int64)
    /// Work cannot be given to a user who may not see the mailbox.
    case cannotSee(user: String)
    /// A field cannot have this value; it takes the known ones.
    case unknownValue(String, String, known: [String])
    /// The email is in that mailbox.
    case isThereAlready(email: Int64, mailbox: String)
    /// A case is merged into another one of its mailbox only.
    case cannotMerge(Int64, into: Int64)
    /// The case became part of another.
    case isMerged(Int64, into: Int64)
    /// The email is the only one of its thread.
    case isAlone(email: Int64)

    /// Somebody else answered in the email's thread since the viewer looked at it, by the email
    /// `in`.
    case answeredMeanwhile(email: Int64, by: String, at: Int64, in: Int64)
    /// The mailbox left the settings: nothing is sent from it.
    case isArchived(mailbox: String)
    /// The email names nobody whom an answer could go to.
    case nobodyToAnswer(email: Int64)
    /// Nothing can be sent to this address.
    case unusableAddress(String)
    /// One message goes to so many people at most.
    case tooManyRecipients(Int, limit: Int)
    /// There is no saved reply of this name; there are the known ones.
    case noSuchSavedReply(String, known: [String])
    /// The saved reply cannot be filled in.
    case brokenSavedReply(String, reason: String)
    /// The person has written nothing.
    case emptyMessage
    /// The message, or its text, would have more bytes than may be sent.
    case messageTooLarge(Int, limit: Int)

    /// The message for the user.
    package var description: String {
        switch self {
        case .noSuchMailbox(let name): "no such mailbox: \"\(name)\" (or you may not see it)"
        case .noMailboxForMessage: "no mailbox receives the message (or you may not see it)"
        case .noSuchEmail(let id): "no such email: \(id) (or you may not see it)"
        case .noSuchCase(let number): "no such case: \(number) (or you may not see it)"
        case .noSuchLead(let number): "no such lead: \(number) (or you may not see it)"
        case .noSuchPerson(let address): "no such contact: \(address) (or you may not see it)"
        case .noSuchMessage(let id): "no such outbox entry: \(id)"
        case .noRecord(let email): "email \(email) belongs to no case or lead"
        case .needs(let level, let mailbox):
            "permission denied: requires \(level.rawValue) access to mailbox \"\(mailbox)\""
        case .ownerOnly: "permission denied: only root and the store owner may do this"
        case .alreadySent(let id): "outbox entry \(id) was already sent; nothing was changed"
        case .isBeingSent(let id): "outbox entry \(id) is being sent; try again in a minute"
        case .notWaiting(let id, let state):
            "outbox entry \(id) is \(state) and will not be sent; nothing was changed"
        case .changedMeanwhile(let record, let user, let time):
            "\(user) changed \(record.name) at \(Timestamp.readable(time)), after you looked at it; "
                + "look again or use --force; nothing was changed"
        case .cannotSee(let user): "user \(user) may not see this mailbox; see read in its settings"
        case .unknownValue(let name, let value, let known):
            "unknown \(name) \"\(value)\"; expected one of " + known.joined(separator: ", ")
        case .isThereAlready(let email, let mailbox):
            "email \(email) is already in mailbox \"\(mailbox)\""
        case .cannotMerge(let number, let other):
            number == other
                ? "cannot merge case \(number) into itself"
                : "cannot merge case \(number) into case \(other): they are in different mailboxes; "
                    + "move one of them first"
        case .isMerged(let number, let other):
            "case \(number) is already merged into case \(other)"
        case .answeredMeanwhile(let email, let user, let time, let answer):
            "\(user) replied at \(Timestamp.readable(time)), after you looked at email \(email);"
                + " see email \(answer), or use --force; nothing was sent"
        case .isArchived(let mailbox):
            "mailbox \"\(mailbox)\" is no longer in the settings; nothing can be sent from it"
        case .nobodyToAnswer(let email):
            "email \(email) has no address to reply to; use forward with an address"
        case .unusableAddress(let address): "cannot send to \"\(address)\" from this mailbox"
        case .tooManyRecipients(let count, let limit):
            "too many recipients: \(count), at most \(limit); nothing was sent"
        case .noSuchSavedReply(let name, let known):
            "no such saved reply: \"\(name)\"; "
                + (known.isEmpty
                    ? "there are none" : "expected one of " + known.joined(separator: ", "))
        case .brokenSavedReply(let name, let reason):
            "cannot render saved reply \"\(name)\": \(reason)"
        case .emptyMessage: "the text is empty; nothing was sent"
        case .messageTooLarge(let size, let limit):
            "message too large: \(size) bytes, at most \(limit); nothing was sent"
        case .isAlone(let email): "cannot split email \(email): it is the only one of its thread"
        case .needsRecord(let id):
            "outbox entry \(id) needs the record of a program, which does not exist yet; retry the "
                + "program"
        case .noSuchAttachment(let email, let number, let count):
            count == 0
                ? "email \(email) has no attachments"
                : "no such attachment: \(number) of email \(email); expected 1 to \(count)"
        }
    }
}
