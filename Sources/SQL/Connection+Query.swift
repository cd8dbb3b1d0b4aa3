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
    /// - Throws: `SQLError`, or what `read` throws.
    package func first<T>(
        _ sql: String, _ values: any Bindable...,
        read: (borrowing Row) throws -> T
    ) throws -> T? {
        try first(sql, values: values, read: read)
    }

    /// Reads the first row of a result.
    ///
    /// A statement that writes (`RETURNING`) is always run to its end.
    ///
    /// - Returns: The value that `read` returned for the row; nil if the result has no rows.
    /// - Throws: `SQLError`, or what `read` throws.
    package func first<T>(
        _ sql: String, values: [any Bindable],
        read: (borrowing Row) throws -> T
    ) throws -> T? {
        var found: T?
        try forEach(sql, values: values) { row in
            found = try read(row)
            return false
        }
        return found
    }

    /// Reads all rows of a result.
    ///
    /// - Throws: `SQLError`, or what `read` throws.
    package func all<T>(
        _ sql: String, _ values: any Bindable...,
        read: (borrowing Row) throws -> T
    ) throws -> [T] {
        try all(sql, values: values, read: read)
    }

    /// Reads all rows of a result.
    ///
    /// - Throws: `SQLError`, or what `read` throws.
    package func all<T>(
        _ sql: String, values: [any Bindable],
        read: (borrowing Row) throws -> T
    ) throws -> [T] {
        var found: [T] = []
        try forEach(sql, values: values) { row in
            found.append(try read(row))
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
        do {
            try run(sql, values) { row throws(SQLError) in
                do {
                    return try body(row)
                } catch {
                    thrown = error
                    return false
                }
            }
        } catch {
            throw thrown ?? error
        }
        if let thrown { throw thrown }
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
