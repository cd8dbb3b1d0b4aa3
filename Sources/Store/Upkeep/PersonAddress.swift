// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Compares addresses with a person's address and caches the results.
struct PersonAddress {
    /// The address in the form that is compared.
    let text: String
    private var known: [String: Bool] = [:]

    init(_ address: String) { text = Self.form(address) }

    /// Returns whether an address is the person's; false for nil.
    mutating func matches(_ address: String?) -> Bool {
        guard let address, !address.isEmpty else { return false }
        if let answer = known[address] { return answer }
        let answer = Self.form(address) == text
        known[address] = answer
        return answer
    }

    private static func form(_ address: String) -> String {
        Participant.key(folded: AddressPattern.folded(address))
    }
}
