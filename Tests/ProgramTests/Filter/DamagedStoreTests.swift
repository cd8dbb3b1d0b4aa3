// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Store
import TestSupport
import Testing

/// A store with a value that no mailclerk writes defers mail: nothing is guessed, nothing is lost.
@Suite struct DamagedStoreTests {
    @Test(arguments: [
        ("mailbox", "notify"), ("mailbox", "reopen"), ("mailbox", "convert_kinds"),
        ("site", "unauthenticated"), ("site", "open_statuses"),
    ])
    func deliveryIsDeferred(table: String, column: String) throws {
        let site = try Site()
        let value = try site.query { store in
            let value = try store.connection.first("SELECT \(column) FROM \(table)") {
                try $0.text()
            }
            try store.connection.execute("UPDATE \(table) SET \(column) = 'unheard-of'")
            return value
        }
        #expect(try site.deliver() == .silent(75))
        try site.query { store in
            #expect(
                try store.connection.first("SELECT count(*) FROM email") { try $0.int() } == 0)
            try store.connection.execute("UPDATE \(table) SET \(column) = $1", value)
        }
        #expect(try site.deliver().status == 0)
    }
}
