// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A person outside who wrote to a mailbox.
package struct Contact: Equatable, Sendable {
    /// The key in the store.
    package var id: Int64
    /// The address as it was first seen.
    package var address: String
    /// The whole name; nil when none was ever given.
    package var name: String?
    /// The first name.
    package var firstName: String
    /// The last name; empty when there is only one name.
    package var lastName: String

    /// Makes it from its parts.
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
