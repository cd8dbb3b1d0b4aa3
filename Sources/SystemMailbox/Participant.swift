// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// Computes the form by which the participants of a thread are compared.
///
/// The participants of a thread are the author of its first message, the other recipients of a
/// participant's messages, and the people to whom a user wrote or whom a user added.
package enum Participant {
    /// Returns the folded address without the extension after `+`.
    ///
    /// A person who writes as `ada+shop@` and as `ada@` is therefore a single participant.
    package static func key(_ address: Address) -> String { key(folded: address.folded) }

    /// Returns the form of an address that is already folded.
    package static func key(folded: String) -> String {
        AddressPattern.withoutExtension(folded, delimiter: "+")
    }
}
