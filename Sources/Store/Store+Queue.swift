// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import SystemMailbox

extension Store {
    /// Writes in one transaction when it is this process's turn: deliveries queue at the same lock, and
    /// so get theirs between two writes.
    ///
    /// - Parameter body: What is written.
    /// - Returns: What the closure returns.
    /// - Throws: When the queue's lock can't be had, what the store throws, and what the closure throws;
    ///   nothing is written then.
    package func writeInTurn<T>(_ body: () throws -> T) throws -> T {
        let queue = try LockFile(path + "-queue")
        try queue.lock()
        let result = try connection.transaction(.write, .synced, body)
        queue.unlock()
        connection.file?.checkpointIfLarge()
        return result
    }
}
