// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Store
import SystemMailbox

extension Decision {
    /// The program that is yet to create the record of a thread without one; nil where none is.
    func awaitedProgram(_ thread: MailThread?, kind: Action.Kind) throws -> String? {
        // The store is not asked for mailboxes without a program.
        guard let thread, case .program = kind else { return nil }
        return try store.awaitedProgram(threadID: thread.id)
    }
}
