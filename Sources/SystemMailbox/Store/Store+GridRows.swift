// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL

extension Store {
    /// An email in a list, with what the viewer's list says about it.
    package struct EmailRow: Equatable, Sendable {
        /// The email.
        package var email: Email
        /// The name of its mailbox.
        package var mailboxName: String
        /// Whether the viewer has read it; what was sent from here counts as read.
        package var isSeen: Bool
        /// The number of its thread's case; nil when there is none.
        package var caseNumber: Int64?
        /// The number of its thread's lead; nil when there is none.
        package var leadNumber: Int64?
    }

    /// A case in a list.
    package struct CaseRow: Equatable, Sendable {
        /// The case.
        package var record: CaseRecord
        /// The name of its mailbox.
        package var mailboxName: String
        /// The customer; nil when the message named nobody.
        package var contact: Person?
    }

    /// A lead in a list.
    package struct LeadRow: Equatable, Sendable {
        /// The lead.
        package var lead: Lead
        /// The name of its mailbox.
        package var mailboxName: String
        /// The contact; nil when the message named nobody.
        package var contact: Person?
    }

    /// A message of ours in a list of the outbox, without its bytes.
    package struct OutboxRow: Equatable, Sendable {
        /// The key in the store.
        package var id: Int64
        /// The email that it answers.
        package var emailID: Int64
        /// The name of the mailbox that it comes from.
        package var mailboxName: String
        /// The envelope recipient.
        package var recipient: String
        /// What sort of message it is.
        package var kind: OutboxEntry.Kind
        /// How far it has come.
        package var state: OutboxEntry.State
        /// How often it was handed to sendmail.
        package var attempts: Int64
        /// When it is to be tried next, in microseconds since 1970, UTC.
        package var dueAt: Int64
        /// When it was made, likewise.
        package var createdAt: Int64
        /// Why it was held, or what went wrong at the last attempt.
        package var lastError: String?
    }

    /// How many emails a mailbox has.
    package struct MailCount: Equatable, Sendable {
        /// All of them.
        package var total: Int64
        /// Those that came in and that the viewer has not read.
        package var unread: Int64

        /// So many emails, of which so many are unread.
        package init(total: Int64, unread: Int64) {
            self.total = total
            self.unread = unread
        }
    }
}
