// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox

/// Creates the record of a message; each kind of action has a conforming type.
///
/// A new built-in kind requires a file with its conformance in this folder, its name in
/// `Action.Kind` and its line in ``RecordActions``.
protocol RecordAction {
    /// Returns the record that would be created now, with nothing written, or nil if there is none
    /// or it would not be created at once.
    func preview(_ input: RecordInput, in store: Store) throws -> Record?

    /// Creates the record inside the delivery's transaction; returns nil if there is none, or not
    /// yet.
    func make(_ input: RecordInput, in store: Store) throws -> Record?

    /// Returns the work left for after the commit, for an email that is stored by then, or nil if
    /// there is none.
    func job(_ input: RecordInput, emailID: Int64) -> OutboxEntry?
}

extension RecordAction {
    /// Returns nil: most kinds leave no work for after the commit.
    func job(_ input: RecordInput, emailID: Int64) -> OutboxEntry? { nil }
}

/// The list of all kinds of action.
enum RecordActions {
    /// Returns the action of a kind.
    static func action(of kind: Action.Kind) -> any RecordAction {
        switch kind {
        case .none: NoAction()
        case .case: CaseAction()
        case .lead: LeadAction()
        case .program(let name): ProgramAction(name: name)
        }
    }
}
