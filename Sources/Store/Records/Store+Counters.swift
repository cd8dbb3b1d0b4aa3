// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// A series of numbers without gaps, one per store.
    package enum Series: String {
        /// The numbers of cases.
        case `case`
        /// The numbers of leads.
        case lead
    }

    /// The number that the next record will get if nobody else takes it.
    package func upcomingNumber(_ series: Series) throws -> Int64 {
        let last = try connection.first(
            "SELECT value FROM counter WHERE name = $1", series.rawValue
        ) { row in try row.int(0) }
        return (last ?? 0) + 1
    }

    /// The next number of a series; a rolled back transaction gives it back.
    func next(_ series: Series) throws -> Int64 {
        let number = try connection.first(
            "UPDATE counter SET value = value + 1 WHERE name = $1 RETURNING value", series.rawValue
        ) { row in try row.int(0) }
        guard let number else { throw StoreError.damaged(what: "no counter \(series.rawValue)") }
        return number
    }
}
