// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Testing

@Suite("Running statements")
struct QueryTests {
    let store: TemporaryStore
    let database: Connection

    init() throws {
        store = try TemporaryStore()
        database = try store.open()
    }

    @Test(
        "text and bytes are read back unchanged",
        arguments: ["", "a", "NUL\0inside", "é€😀", "\r\n", String(repeating: "ü\0", count: 70_000)])
    func values(text: String) throws {
        let bytes = Array(text.utf8) + [0, 0xff]
        let missing: String? = nil
        let sql = "SELECT $1, $2, $3, $4, $5, $6, $7, $8"
        let noNumber: Int64? = nil
        let absent: [UInt8]? = nil
        try database.forEach(
            sql, values: [text, bytes, missing, noNumber, absent, Int64.min, true, [UInt8]()]
        ) {
            let (readText, readBytes) = (try $0.text(), try $0.bytes())
            #expect(readText == text)
            #expect(readBytes == bytes)
            let null = $0.isNextNull
            let (noText, noInt, noBytes) = (
                try $0.optionalText(), try $0.optionalInt(), try $0.optionalBytes()
            )
            #expect(null && noText == nil && noInt == nil && noBytes == nil)
            let (int, bool, empty) = (try $0.int(), try $0.bool(), try $0.optionalBytes())
            #expect(int == .min && bool && empty == [])
            let columns = $0.columnCount
            #expect(columns == 8)
            return true
        }
        let direct = try database.first("SELECT $1, $2, $3", text, missing, nil as Int?) { row in
            (try row.optionalText(), try row.optionalText(), try row.optionalInt())
        }
        #expect(direct?.0 == text && direct?.1 == nil && direct?.2 == nil)
    }

    @Test("the null of an absent value has the kind of the value")
    func typedNulls() throws {
        #expect((nil as Int64?).sqlValue == .null(.integer))
        #expect((nil as Int?).sqlValue == .null(.integer))
        #expect((nil as Bool?).sqlValue == .null(.integer))
        #expect((nil as String?).sqlValue == .null(.text))
        #expect((nil as [UInt8]?).sqlValue == .null(.bytes))
        #expect((nil as String??).sqlValue == .null(.text))
        #expect(("a" as String?).sqlValue == .text("a"))
        // The kind must also be kept in an array of values.
        let values: [any Bindable] = [nil as Int64?, "a" as String?, nil as [UInt8]?]
        #expect(values.map(\.sqlValue) == [.null(.integer), .text("a"), .null(.bytes)])
        let areNull = try database.first("SELECT $1, $2, $3", values: values) { row in
            [
                try row.optionalInt() == nil, try row.optionalText() == nil,
                try row.optionalBytes() == nil,
            ]
        }
        #expect(areNull == [true, false, true])
    }

    @Test("columns are read one after another, beginning with the first column of each row")
    func cursor() throws {
        let sql = "SELECT 1, 'text', NULL, x'00ff', 0, NULL, 2, 'last'"
        let rest = try database.first(sql) { row in
            let (number, text) = (try row.int(), try row.text())
            #expect(number == 1 && text == "text")
            let isNull = row.isNextNull
            let missing = try row.optionalInt()
            #expect(isNull && missing == nil)
            let (bytes, bool, noText) = (
                try row.optionalBytes(), try row.bool(), try row.optionalText()
            )
            #expect(bytes == [0, 255] && !bool && noText == nil)
            row.skip()
            return try row.optionalText()
        }
        #expect(rest == "last")
        #expect(
            try database.all("SELECT 1, 2 UNION ALL SELECT 3, 4") {
                [try $0.int(), try $0.int()]
            } == [[1, 2], [3, 4]])
        let wrong = failure { _ = try database.first("SELECT 'a'") { try $0.int() } }
        #expect(wrong?.code == .type)
        let beyond = failure {
            _ = try database.first("SELECT 1") { (try $0.int(), try $0.int()) }
        }
        #expect(beyond?.code == .type)
    }

    @Test("debug builds report a closure that reads only some columns")
    func unreadColumns() throws {
        #expect(try database.first("SELECT 1, 2") { _ in 7 } == 7)
        #if DEBUG
            let some = failure { _ = try database.first("SELECT 1, 2") { try $0.int() } }
            #expect(some?.message == "1 of 2 columns were read")
        #endif
    }

    @Test("several large values in one statement are bound to the right placeholders")
    func largeValues() throws {
        let blob = (0..<10_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let name = String(repeating: "n", count: 5000)
        try database.execute(
            "INSERT INTO item (id, name, body) VALUES ($1, $2, $3)", 7, name, blob)
        let found = try store.open().first("SELECT id, name, body FROM item") { row in
            try row.int() == 7 && row.text() == name && row.bytes() == blob
        }
        #expect(found == true)
    }

    @Test("reading a column as another type is an error, never a conversion")
    func wrongTypes() throws {
        let sql = "SELECT 1, 'text', x'00', NULL, 2"
        func code(_ column: Int, _ read: (borrowing Row) throws -> Void) -> SQLError.Code? {
            failure {
                _ = try database.first(sql) { row in
                    row.skip(column)
                    try read(row)
                }
            }?.code
        }
        #expect(code(0) { row in _ = try row.text() } == .type)
        #expect(code(1) { row in _ = try row.int() } == .type)
        #expect(code(1) { row in _ = try row.bytes() } == .type)
        #expect(code(2) { row in _ = try row.text() } == .type)
        #expect(code(3) { row in _ = try row.int() } == .type)
        #expect(code(4) { row in _ = try row.bool() } == .type)
        #expect(code(5) { row in _ = try row.int() } == .type)
        #expect(code(5) { row in _ = try row.optionalInt() } == .type)
        #expect(code(-1) { row in _ = try row.optionalInt() } == .type)
        #expect(
            failure { _ = try database.first("SELECT CAST(x'ff' AS TEXT)") { try $0.text() } }?
                .code == .type)
    }

    @Test("rows are listed and streamed, and streaming stops when the closure returns false")
    func rows() throws {
        for name in ["a", "b", "c"] {
            try database.execute("INSERT INTO item (name) VALUES ($1)", name)
        }
        #expect(
            try database.all("SELECT name FROM item WHERE id > $1 ORDER BY id", 1) {
                try $0.text()
            } == ["b", "c"])
        #expect(
            try database.first("SELECT name FROM item WHERE id = $1", values: [9]) {
                try $0.text()
            } == nil)
        var seen: [String] = []
        try database.forEach("SELECT name FROM item ORDER BY id", values: []) { row in
            seen.append(try row.text())
            return seen.count < 2
        }
        #expect(seen == ["a", "b"])
    }

    @Test("RETURNING returns its first row, and the whole change is made")
    func returning() throws {
        let id = try database.first(
            "INSERT INTO item (name) VALUES ($1), ($2) RETURNING id", "a", "b"
        ) { try $0.int() }
        #expect(id == 1)
        #expect(database.changes == 2)
        #expect(try store.open().count() == 2)
    }

    @Test("a statement runs again while its own rows are being read")
    func reentrant() throws {
        try database.script(
            "INSERT INTO item (name) VALUES ('a'); INSERT INTO item (name) VALUES ('b')")
        var pairs: [String] = []
        let sql = "SELECT name FROM item ORDER BY name"
        try database.forEach(sql, values: []) { outer in
            let name = try outer.text()
            try database.forEach(sql, values: []) { inner in
                pairs.append(name + (try inner.text()))
                return true
            }
            return true
        }
        #expect(pairs == ["aa", "ab", "ba", "bb"])
    }

    @Test("a statement is compiled once, and is reused after an error while it runs")
    func statementCache() throws {
        struct Stop: Error {}
        let before = (database.statementsPrepared, database.statementsRun)
        let sql = "SELECT $1 UNION ALL SELECT $2"
        for round in 0..<100 {
            let found = try database.all(sql, round, "x") { $0.isNextNull }
            #expect(found.count == 2)
        }
        #expect(throws: Stop.self) {
            try database.forEach(sql, values: [1, 2]) { _ in throw Stop() }
        }
        #expect(failure { _ = try database.all(sql, 1, "x") { try $0.int() } }?.code == .type)
        #expect(try database.all(sql, 1, 2) { try $0.int() } == [1, 2])
        #expect(database.statementsPrepared - before.0 == 1)
        #expect(database.statementsRun - before.1 == 103)
    }

    @Test("the number of kept statements is limited")
    func manyTexts() throws {
        for number in 0..<1000 {
            #expect(try database.first("SELECT \(number)") { try $0.int() } == Int64(number))
        }
        let before = database.statementsPrepared
        try database.execute("SELECT 999")
        #expect(database.statementsPrepared == before)
        try database.execute("SELECT 0")
        #expect(database.statementsPrepared == before + 1)
    }

    @Test(
        "wrong SQL is an error that carries the statement",
        arguments: [
            "SELEC 1", "SELECT \"misspelt\"", "SELECT * FROM nothing", "", "-- only a comment",
            "SELECT 1; SELECT 2",
            "SELECT 1\0; DELETE FROM item", "SELECT $1", "SELECT ?",
        ])
    func wrongSQL(sql: String) {
        let error = failure { try database.execute(sql) }
        #expect(error?.code == .other)
        #expect(error?.sql == sql)
    }

    @Test("a script stops before a NUL and at the first error")
    func scripts() throws {
        #expect(failure { try database.script("SELECT 1;\0 DELETE FROM item") }?.code == .other)
        #expect(failure { try database.script("DELETE FROM item; DELETE FROM none") } != nil)
        try database.script("-- a comment\n;; INSERT INTO item (name) VALUES ('a') ; -- end\n")
        #expect(try database.count() == 1)
    }

    #if DEBUG
        @Test(
            "placeholders out of order are found in debug builds",
            arguments: ["$2, $1", "$a, $b", "?, ?"])
        func placeholders(list: String) {
            #expect(failure { try database.execute("SELECT \(list)", 1, 2) }?.code == .other)
        }
    #endif
}
