// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What a transaction is for.
package enum TransactionKind: Sendable {
    /// Reads and writes: takes the write lock at its start, so that it can't fail half way for it.
    case immediate
    /// Reads one state of the database, taken at its start; a write in it is an error.
    case read
}
