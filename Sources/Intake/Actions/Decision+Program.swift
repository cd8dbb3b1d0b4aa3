// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Store
import SystemMailbox

extension Decision {
    /// Returns the name of the program that has yet to create the thread's record, or nil if there
    /// is none.
    func awaitedProgram(_ thread: MailThread?, kind: Action.Kind) throws -> String? {
        // For mailboxes without a program the store is not queried.
        guard let thread, case .program = kind else { return nil }
        return try store.awaitedProgram(threadID: thread.id)
    }
}
