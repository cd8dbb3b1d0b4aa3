// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The begin and end of transactions; every statement outside a transaction is synced.
extension SQLiteDatabase {
    func begin(_ kind: TransactionKind, _ durability: Durability) throws(SQLError) {
        try setDurability(durability)
        do {
            switch kind {
            case .write:
                try command("BEGIN IMMEDIATE")
            case .read:
                try command("BEGIN DEFERRED")
                // A deferred transaction takes its snapshot at its first read, which is this one.
                try command("SELECT 1 FROM sqlite_schema LIMIT 1")
            }
        } catch {
            rollBack()
            throw error
        }
    }

    /// Commits; if this returns, the transaction is committed, and if it throws, it is not.
    func commit() throws(SQLError) {
        try command("COMMIT")
        syncAgain()
    }

    /// Rolls back, unless SQLite has already done so, for example on a full disk.
    func rollBack() {
        // If the rollback fails, closing the connection undoes the transaction.
        if isInTransaction { try? command("ROLLBACK") }
        syncAgain()
    }

    /// Restores synced commits after a relaxed transaction.
    ///
    /// A failure here must not report a commit as failed. The next statement tries again, and
    /// throws before it writes anything.
    private func syncAgain() {
        try? setDurability(.synced)
    }

    /// Stops syncing until the connection closes.
    func neverSync() throws(SQLError) {
        try command("PRAGMA synchronous = OFF")
        neverSyncs = true
    }

    /// Sets the durability of the next commit; this must be called outside a transaction.
    func setDurability(_ wanted: Durability) throws(SQLError) {
        guard durability != wanted, !neverSyncs else { return }
        switch wanted {
        case .synced: try command("PRAGMA synchronous = FULL")
        case .relaxed: try command("PRAGMA synchronous = NORMAL")
        }
        durability = wanted
    }
}
