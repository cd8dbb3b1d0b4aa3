// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// A mail address with its display name.
package struct Person: Equatable, Hashable, Sendable {
    /// The display name; nil if there is none.
    package var name: String?
    /// The address (addr-spec) as spelled in the message.
    package var address: String

    /// Creates the person `name <address>`.
    package init(name: String?, address: String) {
        self.name = name
        self.address = address
    }

    /// The address in parts, with the name; nil if the text is not an address.
    package var parsed: Address? {
        Address.parse(address).map {
            Address(displayName: name, localPart: $0.localPart, domain: $0.domain)
        }
    }

    /// Creates a person from an address in a message, with name and address cut to their limits.
    package init(_ address: Address) {
        self.init(
            name: address.displayName.map {
                BoundedText.cut($0, limitInBytes: BoundedText.nameLimitInBytes)
            },
            address: BoundedText.cut(
                address.address, limitInBytes: BoundedText.addressLimitInBytes))
    }
}
