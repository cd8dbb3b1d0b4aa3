// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Beginning and ending transactions, outside of which every statement is synced.
extension SQLiteDatabase {
    func begin(_ kind: TransactionKind, _ durability: Durability) throws(SQLError) {
        try setDurability(durability)
        do {
            switch kind {
            case .write:
                try command("BEGIN IMMEDIATE")
            case .read:
                try command("BEGIN DEFERRED")
                // A deferred transaction takes its snapshot at the first read: here, not later.
                try command("SELECT 1 FROM sqlite_schema LIMIT 1")
            }
        } catch {
            rollBack()
            throw error
        }
    }

    /// Commits; when it returns, the transaction is committed, and when it throws, it is not.
    func commit() throws(SQLError) {
        try command("COMMIT")
        syncAgain()
    }

    /// Rolls back unless SQLite has done so already, as it does when the disk is full.
    func rollBack() {
        // A rollback that fails leaves nothing to do: closing the connection undoes the rest.
        if isInTransaction { try? command("ROLLBACK") }
        syncAgain()
    }

    /// Makes the next commit a synced one, as all are but those of relaxed transactions.
    ///
    /// A failure is no reason to report a commit as failed: the next statement tries again, and
    /// throws before it writes anything.
    private func syncAgain() {
        try? setDurability(.synced)
    }

    /// Makes no commit wait for the disk, from now on.
    func neverSync() throws(SQLError) {
        try command("PRAGMA synchronous = OFF")
        neverSyncs = true
    }

    /// Sets what the next commit waits for; to be called outside a transaction.
    func setDurability(_ wanted: Durability) throws(SQLError) {
        guard durability != wanted, !neverSyncs else { return }
        switch wanted {
        case .synced: try command("PRAGMA synchronous = FULL")
        case .relaxed: try command("PRAGMA synchronous = NORMAL")
        }
        durability = wanted
    }
}
