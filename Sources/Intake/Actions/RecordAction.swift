// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox

/// A kind of action: what it makes of a message that is to become a record.
///
/// A new built-in kind is a file with its conformance in this folder, its name in `Action.Kind` and
/// its line in ``RecordActions``.
protocol RecordAction {
    /// The record as it would be made now, with nothing written; nil when there is none, or not at
    /// once.
    func preview(_ making: RecordInput, in store: Store) throws -> Record?

    /// Makes the record, inside the delivery's transaction; nil when there is none, or not yet.
    func make(_ making: RecordInput, in store: Store) throws -> Record?

    /// What is left to be done after the commit, for an email that is stored by now; nil: nothing.
    func job(_ making: RecordInput, emailID: Int64) -> OutboxEntry?
}

extension RecordAction {
    /// Most kinds are done with the commit.
    func job(_ making: RecordInput, emailID: Int64) -> OutboxEntry? { nil }
}

/// All kinds of action.
enum RecordActions {
    /// What makes the records of a kind.
    static func action(of kind: Action.Kind) -> any RecordAction {
        switch kind {
        case .none: NoAction()
        case .case: CaseAction()
        case .lead: LeadAction()
        case .program(let name): ProgramAction(name: name)
        }
    }
}
