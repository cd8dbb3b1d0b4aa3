// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Connection {
    /// Runs a closure in a transaction, which is committed if the closure returns and rolled back
    /// if it throws.
    ///
    /// - Parameters:
    ///   - kind: Whether the transaction may write.
    ///   - durability: When its commit is safe; ignored if the transaction only reads.
    ///   - body: Reads and writes.
    /// - Returns: The value that the closure returns.
    /// - Throws: `SQLError` of code `other` inside another transaction, of code `busy` if the lock
    ///   was not free in time, or of any other code if the transaction cannot begin or commit; or
    ///   an error of `body`. Nothing is written then.
    package func transaction<T>(
        _ kind: TransactionKind, _ durability: Durability = .synced, _ body: () throws -> T
    ) throws -> T {
        guard !isInTransaction else {
            throw SQLError(code: .other, message: "transaction inside another transaction")
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
