// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SQL
import SystemMailbox

/// Finds everything about one person through the full-text index.
extension Store {
    /// Returns the numbers of a person's cases or leads in these mailboxes, the newest first: those
    /// with the person as their contact, or with an email from or to the address.
    package func recordNumbers(
        _ kind: RecordKind, ofPerson address: String, in mailboxIDs: [Int64]
    ) throws -> [Int64] {
        guard !mailboxIDs.isEmpty else { return [] }
        let (table, column) = (kind.table, kind.threadColumn)
        var conditions = ListConditions()
        let folded = conditions.bind(AddressPattern.folded(address))
        let filter = EmailFilter(person: address)
        let hits = ListIDs(
            mailboxIDs: mailboxIDs, user: "", filter: filter, order: .date, page: .all,
            dialect: connection.dialect
        ).statement(&conditions)
        let mailboxes = conditions.bind(list: mailboxIDs)
        try provideFoldings(for: filter)
        return try connection.all(
            """
            SELECT number FROM (
                SELECT number FROM \(table)
                WHERE contact_id IN (SELECT id FROM contact WHERE folded = \(folded))
                UNION SELECT thread.\(column) FROM (\(hits)) AS hits
                JOIN email ON email.id = hits.id JOIN thread ON thread.id = email.thread_id
                WHERE thread.\(column) IS NOT NULL
            ) AS found
            WHERE EXISTS (
                SELECT 1 FROM \(table) WHERE \(table).number = found.number
                    AND \(table).mailbox_id IN (\(mailboxes)))
            ORDER BY number DESC
            """, values: conditions.values
        ) { row in try row.int() }
    }
}

extension Store.EmailFilter {
    /// Selects the emails from or to exactly this address, without regard to case.
    package init(person address: String) {
        self.init()
        person = address
    }
}

extension Store.ListConditions {
    /// Adds the clause that an email is from or to exactly this address, without regard to case.
    ///
    /// Accents matter here, because with another accent it is the address of another person. The
    /// statement needs ``Store/provideFoldings(for:)``.
    mutating func require(person address: String, _ dialect: Dialect) {
        let small = address.lowercased()
        // The form in which `TextList` writes an address.
        let member = "%" + Self.escaped(#""address":"# + JSON.string(small).text + "}") + "%"
        let author = bind(small)
        let recipient = bind(member)
        let tests = ["email.to_list", "email.cc_list"].map { column in
            "\(dialect.folded(column, .case)) LIKE \(recipient) ESCAPE '!'"
        }
        require(
            """
            (\(dialect.folded("email.from_address", .case)) = \(author)
                OR \(tests.joined(separator: " OR ")))
            """)
    }
}
