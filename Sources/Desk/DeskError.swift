// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// The reason why a viewer's request is refused.
///
/// Data that does not exist and data that the viewer may not see give the same error and message.
package enum DeskError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no mailbox with this name.
    case noSuchMailbox(String)
    /// No mailbox that the viewer may see receives the message.
    case noMailboxForMessage
    /// There is no email with this ID.
    case noSuchEmail(Int64)
    /// There is no case with this number.
    case noSuchCase(Int64)
    /// There is no lead with this number.
    case noSuchLead(Int64)
    /// There are no emails and records of a person with this address.
    case noSuchPerson(String)
    /// The email has no attachment with this number, counted from 1.
    case noSuchAttachment(email: Int64, number: Int, count: Int)
    /// There is no outbox entry with this ID.
    case noSuchMessage(Int64)
    /// The thread of the email belongs to no case or lead.
    case noRecord(email: Int64)
    /// The viewer may read the mailbox, but the operation requires a higher level.
    case needs(AccessLevel, mailbox: String)
    /// Only root and the store owner may do this.
    case ownerOnly
    /// The outbox entry was already sent.
    case alreadySent(Int64)
    /// A process is sending the outbox entry.
    case isBeingSent(Int64)
    /// The outbox entry cannot be cancelled, because it has expired or failed.
    case notWaiting(Int64, state: String)
    /// The message of the outbox entry is not rendered yet, because it needs a program's record.
    case needsRecord(Int64)

    /// Another user has changed the case or lead since the viewer last looked at it.
    case changedMeanwhile(RecordID, by: String, at: Int64)
    /// The record cannot be given to a user who may not see the mailbox.
    case cannotSee(user: String)
    /// The field, the first argument, does not allow this value; `known` are the allowed values.
    case unknownValue(String, String, known: [String])
    /// The email is already in the mailbox.
    case isThereAlready(email: Int64, mailbox: String)
    /// The cases are the same one or belong to different mailboxes.
    case cannotMerge(Int64, into: Int64)
    /// The case was already merged into another; nil if the viewer may not see that one.
    case isMerged(Int64, into: Int64?)
    /// The email is the only one in its thread.
    case isAlone(email: Int64)

    /// Another user has replied in the email's thread since the viewer last looked at it; `in` is
    /// the ID of that reply.
    case answeredMeanwhile(email: Int64, by: String, at: Int64, in: Int64)
    /// The mailbox is no longer in the settings, so nothing can be sent from it.
    case isArchived(mailbox: String)
    /// The email has no address that a reply could be sent to.
    case nobodyToAnswer(email: Int64)
    /// The address is not valid, or is that of the sending mailbox.
    case unusableAddress(String)
    /// The message has more recipients than the limit.
    case tooManyRecipients(Int, limit: Int)
    /// There is no saved reply with this name; `known` are the existing ones.
    case noSuchSavedReply(String, known: [String])
    /// The saved reply cannot be rendered.
    case brokenSavedReply(String, reason: String)
    /// The user has written no text.
    case emptyMessage
    /// The message or its text has more bytes than the limit.
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
            "case \(number) is already merged into "
                + (other.map { "case \($0)" } ?? OtherMailboxes.case)
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
