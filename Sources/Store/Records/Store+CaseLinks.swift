// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// What one case has to do with another.
    package enum CaseRelation: String, Sendable, CaseIterable {
        /// It was opened because the customer of the other, closed one wrote again.
        case follows
        /// It became part of the other.
        case mergedInto = "merged-into"
    }

    /// A case's link to another case.
    package struct CaseLink: Equatable, Sendable {
        /// What it has to do with the other.
        package let relation: CaseRelation
        /// The number of the other.
        package let other: Int64
    }

    /// Links a case to another; nothing where the store lacks the table.
    package func link(
        _ number: Int64, _ relation: CaseRelation, _ other: Int64, at now: Int64
    ) throws {
        try connection.execute(
            """
            INSERT INTO case_link (case_number, relation, other, at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (case_number, relation, other) DO NOTHING
            """, number, relation.rawValue, other, now)
    }

    /// The cases that a case is linked to, in the order of the links.
    package func links(ofCase number: Int64) throws -> [CaseLink] {
        return try connection.all(
            "SELECT relation, other FROM case_link WHERE case_number = $1 ORDER BY at, other",
            number
        ) { row in
            CaseLink(relation: try row.code("link of a case"), other: try row.int())
        }
    }

    /// The case that a case became part of, in the end; nil when it is still one of its own.
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
