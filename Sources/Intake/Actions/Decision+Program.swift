// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Store
import SystemMailbox

extension Decision {
    /// Why a message joins the record that a program made, or is yet to make, for its thread; nil
    /// where there is no such record.
    func programRecordReason(_ thread: MailThread?, kind: Action.Kind) throws -> String? {
        if let record = thread?.programRecord {
            return "its thread belongs to \(record.program) \(record.number)"
        }
        // Mailboxes without a program are not asked about.
        guard let thread, case .program = kind else { return nil }
        return try store.awaitedProgram(threadID: thread.id).map { name in
            "its thread waits for the record of \(name)"
        }
    }
}
