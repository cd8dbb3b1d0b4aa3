// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Testing

/// Tests that comparing an address with a folded address has the same result as folding it.
@Suite struct AddressSpellingTests {
    private static let written = [
        "ada@example.com", "Ada.Lovelace@Example.COM", "ada+tag@example.com", "ada@example.com.",
        "<ada@example.com>", "Ada <ada@example.com>", "\"ada\"@example.com",
        "ada@xn--bcher-kva.example", "ada@XN--BCHER-KVA.example", "ada@bücher.example",
        "ÄDA@example.com", "ada@my-host.example", "ada-l@my-host.example", "ada@", "@example.com",
        "ada", "", "ada@a@b", "ada@example.com (work)", "*@example.com",
    ]

    @Test(arguments: written)
    func spellingsAreComparedAsTheirFoldedForms(_ text: String) {
        for other in Self.written {
            let folded = AddressPattern.folded(other)
            #expect(
                AddressPattern.isSame(text, as: folded) == (AddressPattern.folded(text) == folded))
        }
    }
}
