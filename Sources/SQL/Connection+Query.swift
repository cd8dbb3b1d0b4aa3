// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Connection {
    /// Runs one statement and ignores its rows.
    package func execute(_ sql: String, _ values: any Bindable...) throws(SQLError) {
        try execute(sql, values: values)
    }

    /// Runs one statement and ignores its rows.
    package func execute(_ sql: String, values: [any Bindable]) throws(SQLError) {
        try run(sql, values) { _ throws(SQLError) in true }
    }

    /// Runs several statements separated by semicolons, without values, up to the first that fails.
    ///
    /// The statements do not form a transaction; call this in a transaction to have all of them or
    /// none.
    package func script(_ sql: String) throws(SQLError) {
        switch driver {
        case .sqlite(let database): try database.script(sql, onlyReads: isReading)
        }
    }

    /// Reads the first row of a result.
    ///
    /// A statement that writes (`RETURNING`) is always run to its end.
    ///
    /// - Returns: The value that `read` returned for the row; nil if the result has no rows.
    /// - Throws: `SQLError`; code `other` replaces any other error that `read` throws.
    package func first<T>(
        _ sql: String, _ values: any Bindable...,
        read: (borrowing Row) throws -> T
    ) throws(SQLError) -> T? {
        try first(sql, values: values, read: read)
    }

    /// Reads the first row of a result.
    ///
    /// A statement that writes (`RETURNING`) is always run to its end.
    ///
    /// - Returns: The value that `read` returned for the row; nil if the result has no rows.
    /// - Throws: `SQLError`; code `other` replaces any other error that `read` throws.
    package func first<T>(
        _ sql: String, values: [any Bindable],
        read: (borrowing Row) throws -> T
    ) throws(SQLError) -> T? {
        var found: T?
        try run(sql, values) { row throws(SQLError) in
            found = try reading(sql) { () throws in try read(row) }
            return false
        }
        return found
    }

    /// Reads all rows of a result.
    ///
    /// - Throws: `SQLError`; code `other` replaces any other error that `read` throws.
    package func all<T>(
        _ sql: String, _ values: any Bindable...,
        read: (borrowing Row) throws -> T
    ) throws(SQLError) -> [T] {
        try all(sql, values: values, read: read)
    }

    /// Reads all rows of a result.
    ///
    /// - Throws: `SQLError`; code `other` replaces any other error that `read` throws.
    package func all<T>(
        _ sql: String, values: [any Bindable],
        read: (borrowing Row) throws -> T
    ) throws(SQLError) -> [T] {
        var found: [T] = []
        try run(sql, values) { row throws(SQLError) in
            found.append(try reading(sql) { () throws in try read(row) })
            return true
        }
        return found
    }

    /// Passes the rows of a result to a closure one by one; only one row is in memory at a time.
    ///
    /// The closure may run other statements, and also this statement again.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - values: The values of its placeholders.
    ///   - body: Receives a row and returns whether to continue.
    /// - Throws: `SQLError`, or an error of `body`.
    package func forEach(
        _ sql: String, values: [any Bindable] = [], _ body: (borrowing Row) throws -> Bool
    ) throws {
        var thrown: (any Error)?
        try run(sql, values) { row throws(SQLError) in
            do {
                return try body(row)
            } catch {
                thrown = error
                return false
            }
        }
        if let thrown { throw thrown }
    }

    /// Runs a closure that reads a row, and turns its error into `SQLError`.
    ///
    /// The compiler infers no typed error for such closures.
    private func reading<T>(_ sql: String, _ read: () throws -> T) throws(SQLError) -> T {
        do {
            return try read()
        } catch let error as SQLError {
            throw error
        } catch {
            throw SQLError(
                code: .other, message: "reading a row failed with \(type(of: error))", sql: sql)
        }
    }

    func run(
        _ sql: String, _ values: [any Bindable],
        _ body: (borrowing Row) throws(SQLError) -> Bool
    ) throws(SQLError) {
        switch driver {
        case .sqlite(let database): try database.run(sql, values, onlyReads: isReading, body)
        }
    }
}
