// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite

/// Compiling and running statements.
extension SQLiteDatabase {
    /// At most 256 compiled statements are kept, because only a program that generates its
    /// statements has more.
    private static let mostKept = 256

    /// Runs one statement and passes its rows to a closure, which returns whether to continue.
    ///
    /// A statement that writes is always run to its end.
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
            var continues = true
            while try statement.step(hasValues: !values.isEmpty) {
                if continues {
                    continues = try body(Row(of: .sqlite(statement)))
                    #if DEBUG
                        try statement.checkColumnsRead()
                    #endif
                }
                if !continues, statement.onlyReads { return }
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
            // For SQLite a NUL ends the text; the statements after it must not be ignored silently.
            guard length - rest > offset else { throw notOneStatement(sql) }
            offset = length - rest
        }
    }

    /// Runs a statement of the driver itself, without values and rows and at the present
    /// durability.
    func command(_ sql: String) throws(SQLError) {
        let statement = try take(sql)
        defer { statement.reset() }
        statementsRun += 1
        while try statement.step() {}
    }

    /// Restores synced commits before a statement outside a transaction, if the end of the last
    /// relaxed transaction failed to do so.
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

    /// Checks that a statement in a reading transaction does not write.
    private func allow(_ statement: SQLiteStatement, onlyReads: Bool) throws(SQLError) {
        guard onlyReads, !statement.onlyReads else { return }
        throw SQLError(
            code: .readOnly, message: "write inside a reading transaction",
            sql: statement.sql)
    }

    private func notOneStatement(_ sql: String) -> SQLError {
        SQLError(
            code: .other, message: "not exactly one complete statement", sql: sql)
    }
}
