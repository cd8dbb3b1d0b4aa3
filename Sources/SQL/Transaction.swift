// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What a transaction is for.
package enum TransactionKind: Sendable {
    /// Reads one state of the database, taken at its start; a write in it is an error.
    case read
    /// Reads and writes. No other transaction writes meanwhile: it waits for its turn at its start,
    /// so that it cannot fail half way.
    case write
}

/// When a commit is safe.
package enum Durability: Sendable {
    /// It is on the disk when the transaction returns.
    case synced
    /// It survives a crash of the program, but a power failure soon afterwards may undo it; the next
    /// synced commit makes it safe too. For marks whose loss is harmless only.
    case relaxed
}
