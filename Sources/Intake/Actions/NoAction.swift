// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox

/// Creates no record; the email is only stored.
struct NoAction: RecordAction {
    func preview(_ input: RecordInput, in store: Store) throws -> Record? { nil }

    func make(_ input: RecordInput, in store: Store) throws -> Record? { nil }
}
