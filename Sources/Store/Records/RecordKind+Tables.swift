// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// The tables and columns of the records of a kind.
extension RecordKind {
    /// The table of the records.
    var table: String {
        switch self {
        case .case: "cases"
        case .lead: "leads"
        }
    }

    /// The column of `thread` that has the number of the thread's record.
    var threadColumn: String {
        switch self {
        case .case: "case_number"
        case .lead: "lead_number"
        }
    }
}

extension RecordID {
    /// The columns of `thread` for `init(_:)`.
    static let threadColumns = "thread.case_number, thread.lead_number"

    /// Reads the case or lead from the next columns, `threadColumns`; returns nil if there is none.
    init?(_ row: borrowing Row) throws(SQLError) {
        let (number, leadNumber) = (try row.optionalInt(), try row.optionalInt())
        if let number {
            self = .case(number)
        } else if let leadNumber {
            self = .lead(leadNumber)
        } else {
            return nil
        }
    }
}
