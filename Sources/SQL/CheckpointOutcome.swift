// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The outcome of `DatabaseFile.checkpointIfLarge(overBytes:)`.
package enum CheckpointOutcome: Equatable, Sendable {
    /// Nothing was done: the write-ahead log is not large, or does not exist.
    case notNeeded
    /// The whole log was moved into the database, and its file is empty.
    case done
    /// Another connection was in use; part of the log may have been moved, and a later call moves
    /// the rest.
    case busy
    /// The checkpoint failed; the log still holds every commit, and a later call tries again.
    case failed(SQLError.Code)
}
