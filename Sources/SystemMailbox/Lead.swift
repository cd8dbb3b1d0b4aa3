// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A lead: a person who may become a customer.
package struct Lead: Equatable, Sendable {
    /// The lead number, counted from 1; 0 before the lead is stored.
    package var number: Int64 = 0
    /// The ID of the mailbox that it belongs to.
    package var mailboxID: Int64
    /// The subject of the email.
    package var name: String
    /// The text that the person wrote.
    package var notes: String
    /// The first name, from the display name or the local part.
    package var firstName: String
    /// The last name; empty if the name has only one word.
    package var lastName: String
    /// The person's address; nil if the message has none.
    package var email: String?
    /// The status.
    package var status: String
    /// The source, such as `email`.
    package var source: String
    /// The login name of the lead's owner; nil if it has no owner.
    package var owner: String?
    /// The ID of the contact; nil if the message has no author.
    package var contactID: Int64?
    /// The time at which it was created, in microseconds since 1970, UTC.
    package var createdAt: Int64

    /// Creates a lead without owner, address and contact.
    package init(
        mailboxID: Int64, name: String, notes: String, firstName: String, lastName: String,
        status: String, source: String, at now: Int64
    ) {
        self.mailboxID = mailboxID
        self.name = name
        self.notes = notes
        self.firstName = firstName
        self.lastName = lastName
        self.status = status
        self.source = source
        createdAt = now
    }
}
