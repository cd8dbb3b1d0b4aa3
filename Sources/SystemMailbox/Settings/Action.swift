// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The action of a mailbox for messages whose thread has no record (`[mailboxes.NAME.action]`).
package struct Action: Equatable, Sendable {
    /// The kinds of action.
    package enum Kind: Hashable, Sendable {
        /// Only store the email.
        case none
        /// Open a case.
        case `case`
        /// Create a lead.
        case lead
        /// Run the program with this name (`[actions.NAME]`), which creates a record in another
        /// system.
        case program(String)
    }

    /// The kind of action.
    package var kind = Kind.none
    /// The login name of the owner of the new record.
    package var owner: String?
    /// The login name of the user to whom a new case is assigned.
    package var assignTo: String?
    /// The status of the new record; nil for the first open status or, for a lead, "new".
    package var status: String?
    /// The priority of a new case.
    package var priority = "normal"
    /// The source of the record.
    package var source = "email"
    /// The tags of a new case.
    package var tags: [String] = []

    /// Creates the action "none".
    package init() {}
}

extension Action.Kind: RawRepresentable {
    /// The kinds that run no program; programs cannot have their names.
    package static let builtIn: [Action.Kind] = [.none, .case, .lead]

    /// The name in the settings, the store and JSON.
    package var rawValue: String {
        switch self {
        case .none: "none"
        case .case: "case"
        case .lead: "lead"
        case .program(let name): name
        }
    }

    /// Creates the kind of action that creates records of a kind.
    package init(_ kind: RecordKind) {
        switch kind {
        case .case: self = .case
        case .lead: self = .lead
        }
    }

    /// Creates the kind with this name: a built-in kind, otherwise the program with this name.
    package init(rawValue name: String) {
        self = Self.builtIn.first { $0.rawValue == name } ?? .program(name)
    }
}
