// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Runs jobs: the programs of actions, which create records in other systems.
///
/// An outbox entry of kind `action` is a job.
package protocol ProgramRunning {
    /// Runs the program of an entry that the caller has claimed, and stores the outcome.
    ///
    /// `timeLimit` is in microseconds; if it is nil, the time limit of the action applies. Throws
    /// only if the store fails; the program may have created its record before that.
    func run(_ entry: OutboxEntry, timeLimit: Int64?) throws -> Outbox.Outcome
}
