// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// The newest secret with which Message-IDs and tokens are signed, and its number.
    package func signingKey() throws -> (number: Int64, secret: [UInt8]) {
        let key = try connection.first(
            "SELECT number, secret FROM signing_key ORDER BY number DESC LIMIT 1"
        ) { row in (number: try row.int(), secret: try row.bytes()) }
        guard let key else { throw StoreError.damaged(what: "no signing key") }
        return key
    }

    /// All secrets by their numbers, the newest first.
    package func signingKeys() throws -> [(number: Int64, secret: [UInt8])] {
        try connection.all(
            "SELECT number, secret FROM signing_key ORDER BY number DESC"
        ) { row in (number: try row.int(), secret: try row.bytes()) }
    }
}
