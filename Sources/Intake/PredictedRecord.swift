// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox

/// Finds the record that a reply would refer to, before anything is written.
struct PredictedRecord {
    let store: Store
    let globalSettings: GlobalSettings

    /// Returns the record that a verdict would create, under the number it would get, or else the
    /// record that the message belongs to; nil if there is none.
    func record(of verdict: Verdict, _ mail: IncomingMail) throws -> Record? {
        let input = RecordInput(
            globalSettings: globalSettings, mail: mail, mailbox: verdict.destination.mailbox)
        if verdict.action.will == .create,
            let record = try RecordActions.action(of: verdict.action.kind).preview(
                input, in: store)
        {
            return record
        }
        var thread = verdict.thread?.thread
        if thread == nil, let id = verdict.duplicateOf, let email = try store.email(id: id) {
            thread = try store.thread(id: email.threadID)
        }
        return try store.record(thread?.record)
    }
}
