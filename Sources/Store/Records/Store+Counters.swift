// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// The numbers of records: a series for each kind.
///
/// A rolled back transaction leaves no gap. A removed record, for example one that a user undid,
/// leaves a gap.
extension Store {
    /// Returns the number that the next record of a kind will get if no other process takes it.
    package func upcomingNumber(_ kind: RecordKind) throws -> Int64 {
        let last = try connection.first(
            "SELECT value FROM counter WHERE name = $1", kind.rawValue
        ) { row in try row.int() }
        return (last ?? 0) + 1
    }

    /// Takes the next number of a kind of record; it stays free if the transaction is rolled back.
    func next(_ kind: RecordKind) throws -> Int64 {
        let number = try connection.first(
            "UPDATE counter SET value = value + 1 WHERE name = $1 RETURNING value", kind.rawValue
        ) { row in try row.int() }
        guard let number else { throw StoreError.damaged(what: "no counter \(kind.rawValue)") }
        return number
    }
}
