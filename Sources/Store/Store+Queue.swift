// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// Writes in one transaction when it is this process's turn: see `StoreLocks.inTurn`.
    ///
    /// - Parameters:
    ///   - mustQueue: Whether a queue that cannot be joined is an error.
    ///   - body: What is written.
    /// - Returns: What the closure returns.
    /// - Throws: When the queue's lock can't be had, what the store throws, and what the closure throws;
    ///   nothing is written then.
    package func writeInTurn<T>(mustQueue: Bool = true, _ body: () throws -> T) throws -> T {
        try locks.inTurn(mustQueue: mustQueue) {
            try connection.transaction(.write, .synced, body)
        }
    }

    /// Moves what was written into the store's file if much of it waits in the log.
    ///
    /// To be called after the work is done; a server does so by itself.
    package func settle() {
        connection.file?.checkpointIfLarge()
    }
}
