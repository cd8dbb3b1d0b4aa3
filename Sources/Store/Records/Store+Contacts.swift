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
}
