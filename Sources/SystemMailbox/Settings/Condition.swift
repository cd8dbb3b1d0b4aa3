// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The condition of an auto-response rule: a tree of tests (`when = { ... }` in the settings).
package indirect enum Condition: Equatable, Sendable {
    /// True if every member is true, or if there are no members.
    case all([Condition])
    /// True if at least one member is true.
    case any([Condition])
    /// True if no member is true.
    case none([Condition])
    /// A single test.
    case test(ConditionTest)
}

/// A test, which compares a field of the message with an operand.
package struct ConditionTest: Equatable, Sendable {
    /// The field of the message.
    package var field: ConditionField
    /// The operator.
    package var comparison: ConditionOperator
    /// The operand.
    package var operand: ConditionOperand

    /// Creates the test `field comparison operand`.
    package init(
        field: ConditionField, comparison: ConditionOperator, operand: ConditionOperand
    ) {
        self.field = field
        self.comparison = comparison
        self.operand = operand
    }
}

/// The operand of a test.
package enum ConditionOperand: Equatable, Sendable {
    /// A text, for the text operators.
    case text(String)
    /// A list of texts, for `in` and `not-in`.
    case list([String])
    /// A number of bytes, for `above` and `below`.
    case number(Int64)
    /// True or false, for `empty` and the boolean fields.
    case flag(Bool)
}

/// The part of a message that a test reads.
package enum ConditionField: Equatable, Hashable, Sendable {
    /// A field with a fixed name.
    case named(Name)
    /// The header field of this name (`header:NAME`).
    case header(String)

    /// The fixed names of fields.
    package enum Name: String, Sendable, CaseIterable {
        case subject, body, from
        case fromName = "from-name"
        case to, cc, bcc, recipient
        case attachmentName = "attachment-name"
        case hasAttachment = "has-attachment"
        case size, kind, language
        case knownSender = "known-sender"
    }

    /// Parses the name in the settings; returns nil if there is no such field.
    package init?(_ text: String) {
        if let name = Name(rawValue: text) {
            self = .named(name)
        } else if text.utf8.starts(with: "header:".utf8), text.utf8.count > 7 {
            self = .header(String(text.dropFirst(7)))
        } else {
            return nil
        }
    }

    /// The name in the settings.
    package var text: String {
        switch self {
        case .named(let name): name.rawValue
        case .header(let name): "header:" + name
        }
    }
}

/// The operator of a test; a negative operator holds if none of the field's values matches.
package enum ConditionOperator: String, Sendable, CaseIterable {
    case contains
    case notContains = "not-contains"
    case equals
    case notEquals = "not-equals"
    case startsWith = "starts-with"
    case endsWith = "ends-with"
    case `in`
    case notIn = "not-in"
    case matches, empty, above, below
}
