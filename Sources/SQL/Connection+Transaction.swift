// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Connection {
    /// Runs a closure in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// - Parameters:
    ///   - kind: What the transaction is for.
    ///   - durability: When its commit is safe; means nothing for one that only reads.
    ///   - body: What is read and written.
    /// - Returns: What the closure returns.
    /// - Throws: `SQLError` of code `other` inside another transaction, `busy` when the lock could not
    ///   be taken in time, any other of beginning or committing; or what `body` throws. Nothing is
    ///   written then.
    package func transaction<T>(
        _ kind: TransactionKind, _ durability: Durability = .synced, _ body: () throws -> T
    ) throws -> T {
        guard !isInTransaction else {
            throw SQLError(code: .other, message: "a transaction inside another transaction")
        }
        switch driver {
        case .sqlite(let database): try database.begin(kind, durability)
        }
        isReading = kind == .read
        defer { isReading = false }
        do {
            let result = try body()
            switch driver {
            case .sqlite(let database): try database.commit()
            }
            return result
        } catch {
            switch driver {
            case .sqlite(let database): database.rollBack()
            }
            throw error
        }
    }

    private var isInTransaction: Bool {
        switch driver {
        case .sqlite(let database): database.isInTransaction
        }
    }
}
