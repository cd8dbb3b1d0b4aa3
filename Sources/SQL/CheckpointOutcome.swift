// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What `DatabaseFile.checkpointIfLarge(overBytes:)` did.
package enum CheckpointOutcome: Equatable, Sendable {
    /// Nothing: the write-ahead log is not large, or there is none.
    case notNeeded
    /// All of the log is in the database, and its file is empty.
    case done
    /// Another connection was at work; what could be moved was, and a later call does the rest.
    case busy
    /// It failed, and is left to a later call: the log holds all that was committed.
    case failed(SQLError.Code)
}
