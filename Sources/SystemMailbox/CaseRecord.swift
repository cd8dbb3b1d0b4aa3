// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A case: a customer's request that users work on until it is closed.
package struct CaseRecord: Equatable, Sendable {
    /// The case number, counted from 1; 0 before the case is stored.
    package var number: Int64 = 0
    /// The ID of the mailbox that it belongs to.
    package var mailboxID: Int64
    /// The subject.
    package var subject: String
    /// The text that the customer wrote.
    package var description: String
    /// The status, one of those in the settings.
    package var status: String
    /// The priority.
    package var priority: String
    /// The source, such as `email`.
    package var source: String
    /// The login name of the case owner; nil if it has no owner.
    package var owner: String?
    /// The login name of the user who works on the case; nil if it is not assigned.
    package var assignedTo: String?
    /// The tags.
    package var tags: [String] = []
    /// The ID of the customer's contact; nil if the message has no author.
    package var contactID: Int64?
    /// The time at which it was opened, in microseconds since 1970, UTC.
    package var createdAt: Int64
    /// The time of the last change, in microseconds since 1970, UTC.
    package var updatedAt: Int64

    /// Creates a case that an email opens at `now`, without owner, assignee, tags and contact.
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
