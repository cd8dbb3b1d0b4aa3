// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Whether a transaction may write.
package enum TransactionKind: Sendable {
    /// The transaction reads the state of the database at its start; a write is an error.
    case read
    /// The transaction reads and writes.
    ///
    /// It waits for other writers at its start, and they wait for it, so that it cannot fail later
    /// because of another writer.
    case write
}

/// The time at which a commit is safe.
package enum Durability: Sendable {
    /// The commit is on the disk when the transaction returns.
    case synced
    /// The commit survives a crash of the program, but a power failure may undo it until the next
    /// synced commit.
    ///
    /// This is only for marks whose loss is harmless.
    case relaxed
}
