// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import SystemMailbox

extension Store {
    /// Adds a new signing key, and deletes keys whose signatures have all expired.
    ///
    /// An old key verifies signatures until `lifetime`, in microseconds, has passed since the next
    /// key replaced it. Returns the number of the new key and the numbers of the deleted keys.
    package func rotateSigningKey(
        at now: Int64, lifetime: Int64 = SignedToken.lifetime
    ) throws -> (number: Int64, deleted: [Int64]) {
        let secret = try Randomness.bytes(32)
        return try connection.transaction(.write) {
            let number = try signingKey().number + 1
            try connection.execute(
                "INSERT INTO signing_key (number, secret, created_at) VALUES ($1, $2, $3)",
                number, secret, now)
            let deleted = try connection.all(
                """
                DELETE FROM signing_key WHERE EXISTS (
                    SELECT 1 FROM signing_key AS next
                    WHERE next.number > signing_key.number AND next.created_at < $1)
                RETURNING number
                """, now - lifetime
            ) { row in try row.int() }
            return (number, deleted.sorted())
        }
    }
}
