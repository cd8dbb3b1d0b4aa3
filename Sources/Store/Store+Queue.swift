// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// Runs a write transaction when it is this process's turn; see `StoreLocks.inTurn`.
    ///
    /// - Parameters:
    ///   - mustQueue: Whether a failure to lock the queue is an error.
    ///   - body: The writes.
    /// - Returns: The result of the closure.
    /// - Throws: `SystemError` if the queue cannot be locked, `SQLError` if the store failed, and
    ///   errors of the closure; nothing is written then.
    package func writeInTurn<T>(mustQueue: Bool = true, _ body: () throws -> T) throws -> T {
        try locks.inTurn(mustQueue: mustQueue) {
            try connection.transaction(.write, .synced, body)
        }
    }

    /// Copies the log into the store's file, but only if the log is larger than 512 KiB.
    ///
    /// Call this after the work is done, outside a transaction. It does nothing on a database
    /// server.
    package func settle() {
        connection.file?.checkpointIfLarge()
    }
}
