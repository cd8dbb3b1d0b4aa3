// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension JournalEntry {
    /// The event of a journal entry; the raw value is its name in the store and in JSON.
    package enum Event: String, Sendable, CaseIterable {
        // Deliveries.
        /// A message was stored.
        case delivered
        /// A message was stored after an error in rules or templates.
        case degraded
        /// A message was delivered again.
        case duplicate
        /// An envelope recipient belongs to no mailbox, while other recipients do.
        case unresolved
        /// An outgoing message was imported; an imported incoming message is `delivered`.
        case imported
        /// A stored email was replayed.
        case replayed
        /// A mailbox reached its limit of replies.
        case alarm

        // The outbox.
        /// The mail server accepted a message.
        case sent
        /// The mail server did not accept a message.
        case sendFailed = "send-failed"
        /// A reply that waited for a record could not be rendered.
        case replyFailed = "reply-failed"
        /// A program created its record.
        case actionDone = "action-done"
        /// A program is to run again.
        case actionDelayed = "action-delayed"
        /// A program created no record.
        case actionFailed = "action-failed"
        /// A user made an outbox entry due.
        case outboxRetry = "outbox-retry"
        /// A user cancelled an outbox entry.
        case outboxCancel = "outbox-cancel"

        // What users do with emails.
        /// A user replied to the email.
        case replied
        /// A user forwarded the email.
        case forwarded
        /// The email is a user's reply.
        case replyWritten = "reply-written"
        /// The email is a user's forward of another one.
        case forwardWritten = "forward-written"
        /// A user marked the email as spam.
        case markedSpam = "marked-spam"
        /// A user marked the email as trash.
        case markedTrash = "marked-trash"
        /// A user removed the mark of the email.
        case unmarked
        /// A user moved the thread of the email into another mailbox.
        case moved
        /// A user took the email out of its thread.
        case split
        /// A user undid the record of the email's thread.
        case undone

        // Settings.
        /// The settings were written into files on a host.
        case settingsWritten = "settings-written"

        /// Creates the event of setting a mark, or of removing it if `mark` is nil.
        package init(_ mark: EmailMark?) {
            switch mark {
            case .spam: self = .markedSpam
            case .trash: self = .markedTrash
            case nil: self = .unmarked
            }
        }
    }
}
