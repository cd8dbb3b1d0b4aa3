// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite

/// Compiling and running statements.
extension SQLiteDatabase {
    /// How many compiled statements are kept; a program has fewer texts unless it makes them up.
    private static let mostKept = 256

    /// Runs one statement and hands its rows to a closure, which tells whether to go on.
    ///
    /// A statement that writes is run to its end in any case.
    func run(
        _ sql: String, _ values: [any Bindable], onlyReads: Bool,
        _ body: (borrowing Row) throws(SQLError) -> Bool
    ) throws(SQLError) {
        try syncOutsideTransaction()
        let statement = try take(sql)
        statement.isInUse = true
        defer { statement.isInUse = false }
        try allow(statement, onlyReads: onlyReads)
        try statement.withBound(values) { () throws(SQLError) in
            defer { statement.reset() }
            statementsRun += 1
            var goesOn = true
            while try statement.step(hasValues: !values.isEmpty) {
                if goesOn {
                    goesOn = try body(Row(of: .sqlite(statement)))
                    #if DEBUG
                        try statement.checkColumnsRead()
                    #endif
                }
                if !goesOn, statement.onlyReads { return }
            }
        }
    }

    /// Runs several statements that have no values.
    func script(_ sql: String, onlyReads: Bool) throws(SQLError) {
        try syncOutsideTransaction()
        var offset = 0
        let length = sql.utf8.count
        while offset < length {
            var rest = 0
            if let statement = try compile(sql, from: offset, rest: &rest) {
                try allow(statement, onlyReads: onlyReads)
                try statement.withBound([]) { () throws(SQLError) in
                    defer { statement.reset() }
                    statementsRun += 1
                    while try statement.step() {}
                }
            }
            // A NUL ends the text for SQLite: what follows it must not be skipped in silence.
            guard length - rest > offset else { throw notOneStatement(sql) }
            offset = length - rest
        }
    }

    /// Runs a statement of the driver's own, without values and rows, whatever commits wait for now.
    func command(_ sql: String) throws(SQLError) {
        let statement = try take(sql)
        defer { statement.reset() }
        statementsRun += 1
        while try statement.step() {}
    }

    /// Has a statement that commits by itself wait for the disk, should the end of the last relaxed
    /// transaction have failed to see to it.
    private func syncOutsideTransaction() throws(SQLError) {
        guard durability == .relaxed, !isInTransaction else { return }
        try setDurability(.synced)
    }

    private func take(_ sql: String) throws(SQLError) -> SQLiteStatement {
        let kept = statements.first { $0.sql == sql }
        if let kept, !kept.isInUse { return kept }
        var rest = 0
        guard let statement = try compile(sql, from: 0, rest: &rest) else {
            throw notOneStatement(sql)
        }
        guard sql.utf8.suffix(rest).allSatisfy({ " \t\r\n;".utf8.contains($0) }) else {
            throw notOneStatement(sql)
        }
        #if DEBUG
            try statement.checkPlaceholders()
        #endif
        if kept == nil {
            if statements.count >= Self.mostKept { statements.removeAll { !$0.isInUse } }
            statements.append(statement)
        }
        return statement
    }

    private func compile(
        _ sql: String, from offset: Int, rest: inout Int
    ) throws(SQLError) -> SQLiteStatement? {
        let handle = try unsafe open()
        statementsPrepared += 1
        return try unsafe sql.utf8Span.span.withUnsafeBytes { bytes throws(SQLError) in
            let text = unsafe UnsafeRawBufferPointer(rebasing: bytes.dropFirst(offset))
                .assumingMemoryBound(to: CChar.self)
            return try unsafe SQLiteStatement(
                sql: sql, text: text, connection: handle, rest: &rest)
        }
    }

    /// Refuses to write in a transaction that is there to read.
    private func allow(_ statement: SQLiteStatement, onlyReads: Bool) throws(SQLError) {
        guard onlyReads, !statement.onlyReads else { return }
        throw SQLError(
            code: .readOnly, message: "a write inside a transaction that only reads",
            sql: statement.sql)
    }

    private func notOneStatement(_ sql: String) -> SQLError {
        SQLError(
            code: .other, message: "not one whole statement", sql: sql)
    }
}
