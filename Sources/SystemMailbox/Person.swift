// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// A mail address with the name that goes with it.
package struct Person: Equatable, Hashable, Sendable {
    /// The display name; nil when there is none.
    package var name: String?
    /// The address (addr-spec) as it was written.
    package var address: String

    /// The person `name <address>`.
    package init(name: String?, address: String) {
        self.name = name
        self.address = address
    }

    /// The person of an address in a message, as lists show it: of bounded length.
    package init(_ address: Address) {
        self.init(
            name: address.displayName.map {
                BoundedText.cut($0, limitInBytes: BoundedText.nameLimitInBytes)
            },
            address: BoundedText.cut(
                address.address, limitInBytes: BoundedText.addressLimitInBytes))
    }
}
