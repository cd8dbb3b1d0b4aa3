// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A contact: an external person who wrote to a mailbox.
package struct Contact: Equatable, Sendable {
    /// The ID in the store.
    package var id: Int64
    /// The address as it was spelled in the first message.
    package var address: String
    /// The complete name; nil if no message gave one.
    package var name: String?
    /// The first name.
    package var firstName: String
    /// The last name; empty if the name has only one word.
    package var lastName: String

    /// Creates a contact.
    package init(
        id: Int64, address: String, name: String? = nil, firstName: String, lastName: String
    ) {
        self.id = id
        self.address = address
        self.name = name
        self.firstName = firstName
        self.lastName = lastName
    }
}
