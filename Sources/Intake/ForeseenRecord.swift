// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Submission
import SystemMailbox

/// Finds the record that an answer would speak of, before anything is written.
struct ForeseenRecord {
    let store: Store
    let site: Site

    /// The record that a verdict would make, under the number it would get, or the one that the
    /// message belongs to; nil when there is none.
    func record(of verdict: Verdict, _ mail: IncomingMail) throws -> AnsweredRecord? {
        let making = RecordMaking(site: site, mail: mail, mailbox: verdict.destination.mailbox)
        switch (verdict.action.will, verdict.action.kind) {
        case (.create, .case):
            var new = making.newCase(contactID: nil)
            new.number = try store.upcomingNumber(.case)
            return .case(new)
        case (.create, .lead):
            var new = making.newLead(contactID: nil)
            new.number = try store.upcomingNumber(.lead)
            return .lead(new)
        default: break
        }
        var thread = verdict.thread?.thread
        if thread == nil, let id = verdict.duplicateOf, let email = try store.email(id: id) {
            thread = try store.thread(id: email.threadID)
        }
        return try RecordLookup(store: store).record(of: thread)
    }
}
