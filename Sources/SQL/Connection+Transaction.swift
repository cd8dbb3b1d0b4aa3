// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Connection {
    /// Runs a closure in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// - Throws: `SQLError` of code `other` inside another transaction, `busy` when the lock is not
    ///   to be had in time, any other of beginning or committing; or what `body` throws.
    package func transaction<T>(_ kind: TransactionKind, _ body: () throws -> T) throws -> T {
        try begin(kind)
        defer { isReading = false }
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// Runs a closure in an immediate transaction whose commit does not wait for the disk.
    ///
    /// For marks whose loss is harmless only: a power failure soon after may undo it, a crash of
    /// the program does not. The next ordinary commit puts it on the disk too.
    ///
    /// - Throws: As `transaction(_:_:)`.
    package func withoutSync<T>(_ body: () throws -> T) throws -> T {
        guard !database.isInTransaction else { throw nested() }
        try execute("PRAGMA synchronous = NORMAL")
        let result: T
        do {
            result = try transaction(.immediate, body)
        } catch {
            try execute("PRAGMA synchronous = FULL")
            throw error
        }
        try execute("PRAGMA synchronous = FULL")
        return result
    }

    private func begin(_ kind: TransactionKind) throws(SQLError) {
        guard !database.isInTransaction else { throw nested() }
        switch kind {
        case .immediate:
            try execute("BEGIN IMMEDIATE")
        case .read:
            try execute("BEGIN DEFERRED")
            isReading = true
            do {
                // A deferred transaction takes its snapshot at the first read: here, not later.
                try execute("SELECT 1 FROM sqlite_schema LIMIT 1")
            } catch {
                isReading = false
                rollBack()
                throw error
            }
        }
    }

    /// Rolls back unless SQLite has done so already, as it does when the disk is full.
    private func rollBack() {
        guard database.isInTransaction else { return }
        // A rollback that fails leaves nothing to do: closing the connection undoes the rest.
        try? execute("ROLLBACK")
    }

    private func nested() -> SQLError {
        SQLError(
            code: .other, extendedCode: 1, message: "a transaction inside another transaction")
    }
}
