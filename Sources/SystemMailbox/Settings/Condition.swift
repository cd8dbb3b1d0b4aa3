// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// When an auto-response rule matches: a tree of tests (`when = { ... }` in the settings).
package indirect enum Condition: Equatable, Sendable {
    /// True when every member is; true when empty.
    case all([Condition])
    /// True when at least one member is.
    case any([Condition])
    /// True when no member is.
    case none([Condition])
    /// One comparison.
    case test(ConditionTest)
}

/// One comparison of a field of the message with an operand.
package struct ConditionTest: Equatable, Sendable {
    /// What is looked at.
    package var field: ConditionField
    /// How it is compared.
    package var comparison: ConditionOperator
    /// What it is compared with.
    package var operand: ConditionOperand

    /// The test `field comparison operand`.
    package init(
        field: ConditionField, comparison: ConditionOperator, operand: ConditionOperand
    ) {
        self.field = field
        self.comparison = comparison
        self.operand = operand
    }
}

/// What a test compares a field with.
package enum ConditionOperand: Equatable, Sendable {
    /// Text, for the text operators.
    case text(String)
    /// Several texts, for `in` and `not-in`.
    case list([String])
    /// A number of bytes, for `above` and `below`.
    case number(Int64)
    /// Yes or no, for `empty` and the yes-or-no fields.
    case flag(Bool)
}

/// The part of a message that a test looks at.
package enum ConditionField: Equatable, Hashable, Sendable {
    /// A field known by a fixed name.
    case named(Name)
    /// The header field of this name (`header:NAME`).
    case header(String)

    /// The fixed names.
    package enum Name: String, Sendable, CaseIterable {
        case subject, body, from
        case fromName = "from-name"
        case to, cc, bcc, recipient
        case attachmentName = "attachment-name"
        case hasAttachment = "has-attachment"
        case size, kind, language
        case knownSender = "known-sender"
    }

    /// Reads the name as it stands in the settings; nil when there is no such field.
    package init?(_ text: String) {
        if let name = Name(rawValue: text) {
            self = .named(name)
        } else if text.utf8.starts(with: "header:".utf8), text.utf8.count > 7 {
            self = .header(String(text.dropFirst(7)))
        } else {
            return nil
        }
    }

    /// The name as it stands in the settings.
    package var text: String {
        switch self {
        case .named(let name): name.rawValue
        case .header(let name): "header:" + name
        }
    }
}

/// How a test compares; a negative one means "none of the field's values".
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
