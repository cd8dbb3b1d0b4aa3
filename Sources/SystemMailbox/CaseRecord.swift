// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A customer's matter that people work on until it is closed.
package struct CaseRecord: Equatable, Sendable {
    /// The number that people call it by, counted from 1; 0 before it is stored.
    package var number: Int64 = 0
    /// The mailbox it belongs to.
    package var mailboxID: Int64
    /// The subject.
    package var subject: String
    /// What the customer wrote.
    package var description: String
    /// One of the statuses of the settings.
    package var status: String
    /// Its priority.
    package var priority: String
    /// Where it came from.
    package var source: String
    /// The login name of its owner.
    package var owner: String?
    /// The login name of who works on it.
    package var assignedTo: String?
    /// Its tags.
    package var tags: [String] = []
    /// The customer; nil when the message named nobody.
    package var contactID: Int64?
    /// When it was opened, in microseconds since 1970, UTC.
    package var createdAt: Int64
    /// When it last changed, likewise.
    package var updatedAt: Int64

    /// A new case that came by email at `now`, without owner, assignee, tags and contact.
    package init(
        mailboxID: Int64, subject: String, description: String, status: String, priority: String,
        source: String, at now: Int64
    ) {
        self.mailboxID = mailboxID
        self.subject = subject
        self.description = description
        self.status = status
        self.priority = priority
        self.source = source
        createdAt = now
        updatedAt = now
    }
}
