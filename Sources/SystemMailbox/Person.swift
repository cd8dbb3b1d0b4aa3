// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

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
}
