// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Runs what entries of kind `action` ask for: programs that make records somewhere else.
package protocol JobRunner {
    /// Runs one entry, of which the caller holds a lease, and notes in the store what came of it.
    ///
    /// `timeLimit` is in microseconds; nil: as long as the action may take. Throws only where the
    /// store fails; the program may have done its work then.
    func run(_ entry: OutboxEntry, timeLimit: Int64?) throws -> Sendmail.Outcome
}
