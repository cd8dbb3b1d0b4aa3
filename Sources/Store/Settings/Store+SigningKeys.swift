// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Returns the newest secret for signing Message-IDs and tokens, with its number.
    package func signingKey() throws -> (number: Int64, secret: [UInt8]) {
        let key = try connection.first(
            "SELECT number, secret FROM signing_key ORDER BY number DESC LIMIT 1"
        ) { row in (number: try row.int(), secret: try row.bytes()) }
        guard let key else { throw StoreError.damaged(what: "no signing key") }
        return key
    }

    /// Returns all secrets with their numbers, the newest first.
    package func signingKeys() throws -> [(number: Int64, secret: [UInt8])] {
        try connection.all(
            "SELECT number, secret FROM signing_key ORDER BY number DESC"
        ) { row in (number: try row.int(), secret: try row.bytes()) }
    }
}
