// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// Somebody who takes part in a thread: its opener, and whom a person wrote to or added.
package enum Participant {
    /// The form by which participants are told apart: folded, without an extension behind `+`, so
    /// that somebody who writes as `ada+shop@` and as `ada@` is one.
    package static func key(_ address: Address) -> String { key(folded: address.folded) }

    /// The same for a folded address.
    package static func key(folded: String) -> String {
        AddressPattern.withoutExtension(folded, delimiter: "+")
    }
}
