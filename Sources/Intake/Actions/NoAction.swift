// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox

/// Keeps the email, nothing more.
struct NoAction: RecordAction {
    func preview(_ making: RecordInput, in store: Store) throws -> Record? { nil }

    func make(_ making: RecordInput, in store: Store) throws -> Record? { nil }
}
