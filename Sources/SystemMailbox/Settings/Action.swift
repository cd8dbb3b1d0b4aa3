// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What a mailbox does with a message that starts a new thread (`[mailboxes.NAME.action]`).
package struct Action: Equatable, Sendable {
    /// The kinds of action.
    package enum Kind: Hashable, Sendable {
        /// Keep the email, nothing more.
        case none
        /// Open a case.
        case `case`
        /// Make a lead.
        case lead
        /// Run the program of this name (`[actions.NAME]`), which makes the record elsewhere.
        case program(String)
    }

    /// What is made.
    package var kind = Kind.none
    /// The login name that owns the new record.
    package var owner: String?
    /// The login name that a new case is assigned to.
    package var assignTo: String?
    /// The status of the new record; nil: the first open status, for a lead "new".
    package var status: String?
    /// The priority of a new case.
    package var priority = "normal"
    /// Where the record came from.
    package var source = "email"
    /// The tags of a new case.
    package var tags: [String] = []

    /// The action "none".
    package init() {}
}

extension Action.Kind: RawRepresentable {
    /// The kinds that need no program; their names are taken.
    package static let builtIn: [Action.Kind] = [.none, .case, .lead]

    /// The name in settings, store and JSON.
    package var rawValue: String {
        switch self {
        case .none: "none"
        case .case: "case"
        case .lead: "lead"
        case .program(let name): name
        }
    }

    /// The kind of action that creates records of a kind.
    package init(_ kind: RecordKind) {
        switch kind {
        case .case: self = .case
        case .lead: self = .lead
        }
    }

    /// The kind of this name: a built-in one, else a program's.
    package init(rawValue name: String) {
        self = Self.builtIn.first { $0.rawValue == name } ?? .program(name)
    }
}
