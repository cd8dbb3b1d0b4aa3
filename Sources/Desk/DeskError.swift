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
    /// A message is addressed to no mailbox that exists for the viewer.
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

    /// A sentence for people.
    package var description: String {
        switch self {
        case .noSuchMailbox(let name): "there is no mailbox “\(name)”, or it is not yours to see"
        case .noMailboxForMessage:
            "no such mailbox: the message is addressed to none (or you may not see it)"
        case .noSuchEmail(let id): "there is no email \(id), or it is not yours to see"
        case .noSuchCase(let number): "there is no case \(number), or it is not yours to see"
        case .noSuchLead(let number): "there is no lead \(number), or it is not yours to see"
        case .noSuchPerson(let address):
            "there is nothing of \(address), or it is not yours to see"
        case .noSuchMessage(let id): "there is no message \(id) in the outbox"
        case .noRecord(let email): "email \(email) belongs to no case and no lead"
        case .needs(let level, let mailbox):
            "this takes the level \(level.rawValue) in the mailbox “\(mailbox)”"
        case .ownerOnly: "permission denied: only root and the store owner may do this"
        case .alreadySent(let id): "message \(id) was sent already; nothing was changed"
        case .isBeingSent(let id): "message \(id) is being sent right now; try again in a minute"
        case .notWaiting(let id, let state):
            "message \(id) is \(state) and waits for nothing; nothing was changed"
        case .changedMeanwhile(let record, let user, let time):
            "\(user) changed \(record.name) at \(Timestamp.readable(time)), after you looked at it; look again, or use --force"
        case .cannotSee(let user): "\(user) may not see this mailbox; see read in its settings"
        case .unknownValue(let name, let value, let known):
            "there is no \(name) “\(value)”; there are " + known.joined(separator: ", ")
        case .isThereAlready(let email, let mailbox): "email \(email) is in “\(mailbox)” already"
        case .cannotMerge(let number, let other):
            number == other
                ? "case \(number) is case \(other)"
                : "cases \(number) and \(other) are in two mailboxes; move one of them first"
        case .isMerged(let number, let other): "case \(number) is part of case \(other) already"
        case .answeredMeanwhile(let email, let user, let time, let answer):
            "\(user) answered at \(Timestamp.readable(time)), after you looked at email \(email);"
                + " see email \(answer), or use --force; nothing was sent"
        case .isArchived(let mailbox):
            "the mailbox “\(mailbox)” has left the settings; nothing can be sent from it"
        case .nobodyToAnswer(let email):
            "email \(email) names nobody to answer; use forward with an address"
        case .unusableAddress(let address): "nothing can be sent to “\(address)” from here"
        case .tooManyRecipients(let count, let limit):
            "\(count) people would get it; at most \(limit) may, so nothing was sent"
        case .noSuchSavedReply(let name, let known):
            "there is no saved reply “\(name)”; "
                + (known.isEmpty
                    ? "there are none" : "there are " + known.joined(separator: ", "))
        case .brokenSavedReply(let name, let reason): "saved reply “\(name)”: \(reason)"
        case .emptyMessage: "nothing was written, so nothing was sent"
        case .messageTooLarge(let size, let limit):
            "\(size) bytes are too many, at most \(limit) may be sent; nothing was sent"
        case .isAlone(let email): "email \(email) is the only one of its thread"
        case .needsRecord(let id):
            "message \(id) needs a program's record, which is not there; retry the program"
        case .noSuchAttachment(let email, let number, let count):
            count == 0
                ? "email \(email) has no attachments"
                : "email \(email) has no attachment \(number); they are 1 to \(count)"
        }
    }
}
