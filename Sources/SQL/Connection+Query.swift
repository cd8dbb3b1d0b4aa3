// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Connection {
    /// Runs one statement; rows it gives are ignored.
    package func execute(_ sql: String, _ values: any Bindable...) throws(SQLError) {
        try execute(sql, values: values)
    }

    /// Runs one statement; rows it gives are ignored.
    package func execute(_ sql: String, values: [any Bindable]) throws(SQLError) {
        try run(sql, values) { _ throws(SQLError) in true }
    }

    /// Runs several statements separated by semicolons, without values, up to the first that fails.
    ///
    /// They are not a transaction of their own: put them into one to have all or none.
    package func script(_ sql: String) throws(SQLError) {
        switch driver {
        case .sqlite(let database): try database.script(sql, onlyReads: isReading)
        }
    }

    /// Reads the first row of a result.
    ///
    /// A statement that writes (`RETURNING`) is run to its end all the same.
    ///
    /// - Returns: What `read` made of the row, or `nil` for a result without rows.
    /// - Throws: `SQLError`; one of code `other` stands for another error that `read` throws.
    package func first<T>(
        _ sql: String, _ values: any Bindable...,
        read: (borrowing Row) throws -> T
    ) throws(SQLError) -> T? {
        try first(sql, values: values, read: read)
    }

    /// Reads the first row of a result.
    ///
    /// A statement that writes (`RETURNING`) is run to its end all the same.
    ///
    /// - Returns: What `read` made of the row, or `nil` for a result without rows.
    /// - Throws: `SQLError`; one of code `other` stands for another error that `read` throws.
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
    /// - Throws: `SQLError`; one of code `other` stands for another error that `read` throws.
    package func all<T>(
        _ sql: String, _ values: any Bindable...,
        read: (borrowing Row) throws -> T
    ) throws(SQLError) -> [T] {
        try all(sql, values: values, read: read)
    }

    /// Reads all rows of a result.
    ///
    /// - Throws: `SQLError`; one of code `other` stands for another error that `read` throws.
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

    /// Hands the rows of a result to a closure one by one, holding only one at a time.
    ///
    /// The closure may run other statements, this same one included.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - values: What its placeholders stand for.
    ///   - body: Takes a row and tells whether to go on.
    /// - Throws: `SQLError`, or what `body` throws.
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

    /// Runs a closure that reads a row, of which the compiler infers no more than that it throws.
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
