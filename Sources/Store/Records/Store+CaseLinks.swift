// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// The relation of a case to another case.
    package enum CaseRelation: String, Sendable, CaseIterable {
        /// The case was opened because the customer of the other case, which was closed, wrote
        /// again.
        case follows
        /// The case was merged into the other case.
        case mergedInto = "merged-into"
    }

    /// A case's link to another case.
    package struct CaseLink: Equatable, Sendable {
        /// The relation.
        package let relation: CaseRelation
        /// The number of the other case.
        package let other: Int64
    }

    /// Links a case to another case.
    package func link(
        _ number: Int64, _ relation: CaseRelation, _ other: Int64, at now: Int64
    ) throws {
        try connection.execute(
            """
            INSERT INTO case_link (case_number, relation, other, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (case_number, relation, other) DO NOTHING
            """, number, relation.rawValue, other, now)
    }

    /// Returns the links of a case, oldest first.
    package func links(ofCase number: Int64) throws -> [CaseLink] {
        return try connection.all(
            "SELECT relation, other FROM case_link WHERE case_number = $1 ORDER BY at, other",
            number
        ) { row in
            CaseLink(relation: try row.code("link of a case"), other: try row.int())
        }
    }

    /// Returns the case that a case was finally merged into, or nil if it was not merged.
    func mergedInto(_ number: Int64) throws -> Int64? {
        var current = number
        for _ in 0..<16 {
            let next = try links(ofCase: current).first { $0.relation == .mergedInto }
            guard let next else { break }
            current = next.other
        }
        return current == number ? nil : current
    }
}
