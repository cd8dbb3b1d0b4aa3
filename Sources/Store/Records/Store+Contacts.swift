// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Returns the ID of the contact with this address, which is created if it does not exist.
    ///
    /// A contact without a name gets the given name.
    package func findOrCreateContact(
        folded: String, person: Person, firstName: String, lastName: String, at now: Int64
    ) throws -> Int64 {
        let id = try connection.first(
            """
            INSERT INTO contact (folded, address, name, first_name, last_name, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (folded) DO UPDATE SET
                first_name = CASE WHEN contact.name IS NULL AND excluded.name IS NOT NULL
                    THEN excluded.first_name ELSE contact.first_name END,
                last_name = CASE WHEN contact.name IS NULL AND excluded.name IS NOT NULL
                    THEN excluded.last_name ELSE contact.last_name END,
                name = COALESCE(contact.name, excluded.name)
            RETURNING id
            """, folded, person.address, person.name, firstName, lastName, now
        ) { row in try row.int() }
        guard let id else { throw StoreError.damaged(what: "no ID for a new contact") }
        return id
    }

    /// Returns the contact with this ID, or nil if there is none.
    package func contact(id: Int64) throws -> Contact? {
        try connection.first(
            "SELECT id, address, name, first_name, last_name FROM contact WHERE id = $1", id
        ) { row in
            Contact(
                id: try row.int(), address: try row.text(), name: try row.optionalText(),
                firstName: try row.text(), lastName: try row.text())
        }
    }

    /// At most 50 cases and 50 leads of a contact are searched for its name.
    private static let searchedRecordsAtMost = 50
    /// At most 50 emails of its cases, and 50 of its leads, are searched for its name.
    private static let searchedEmailsAtMost = 50

    /// Passes the authors of incoming emails in a contact's records to `body`, until it returns
    /// false; of records and emails only those in these mailboxes are read.
    ///
    /// The cost has a limit, whatever the number of records and emails.
    package func forEachAuthor(
        inRecordsOf contactID: Int64, in mailboxIDs: [Int64],
        _ body: (_ emailID: Int64, _ author: Person) throws -> Bool
    ) throws {
        guard !mailboxIDs.isEmpty else { return }
        for kind in RecordKind.allCases {
            var conditions = ListConditions()
            let contact = conditions.bind(contactID)
            let mailboxes = conditions.bind(list: mailboxIDs)
            var isDone = false
            // The order of the joins, and the unary plus, keep the database from reading all emails
            // of the mailboxes.
            try connection.forEach(
                """
                SELECT email.id, email.from_name, email.from_address FROM (
                    SELECT number FROM \(kind.table)
                    WHERE contact_id = \(contact) AND +mailbox_id IN (\(mailboxes))
                    LIMIT \(Self.searchedRecordsAtMost)) AS known
                CROSS JOIN thread CROSS JOIN email
                WHERE thread.\(kind.threadColumn) = known.number AND email.thread_id = thread.id
                    AND +email.mailbox_id IN (\(mailboxes)) AND email.direction = 'in'
                    AND email.from_address IS NOT NULL
                LIMIT \(Self.searchedEmailsAtMost)
                """, values: conditions.values
            ) { row in
                let (id, name) = (try row.int(), try row.optionalText())
                isDone = try !body(id, Person(name: name, address: try row.text()))
                return !isDone
            }
            if isDone { return }
        }
    }
}
