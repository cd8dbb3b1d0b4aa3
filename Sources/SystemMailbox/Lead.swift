// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Somebody who may become a customer.
package struct Lead: Equatable, Sendable {
    /// The number that people call it by, counted from 1; 0 before it is stored.
    package var number: Int64 = 0
    /// The mailbox it belongs to.
    package var mailboxID: Int64
    /// The subject of the email.
    package var name: String
    /// What the person wrote.
    package var notes: String
    /// The first name, from the display name or the local part.
    package var firstName: String
    /// The last name; empty when there is only one name.
    package var lastName: String
    /// The address to write to; nil when the message named none.
    package var email: String?
    /// Its status.
    package var status: String
    /// Where it came from.
    package var source: String
    /// The login name of its owner.
    package var owner: String?
    /// The contact; nil when the message named nobody.
    package var contactID: Int64?
    /// When it was made, in microseconds since 1970, UTC.
    package var createdAt: Int64

    /// A new lead, without owner, address and contact.
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
