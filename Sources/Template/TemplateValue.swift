// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A value that templates are rendered from.
package enum TemplateValue: Hashable, Sendable {
    /// A value known to be empty: written as nothing, false for sections, not reported as missing.
    case null
    /// Written as `true` or `false`.
    case bool(Bool)
    /// Text, including numbers; an empty string is false for sections.
    case string(String)
    /// Values for a section to iterate over; written as nothing.
    case list([TemplateValue])
    /// Values by name; written as nothing.
    case object([String: TemplateValue])

    /// Creates a string, or null for nil.
    package init(optional text: String?) {
        self = text.map(TemplateValue.string) ?? .null
    }

    /// Whether a section is rendered for this value.
    var isTrue: Bool {
        switch self {
        case .null: false
        case .bool(let bool): bool
        case .string(let string): !string.isEmpty
        case .list(let values): !values.isEmpty
        case .object: true
        }
    }
}

extension TemplateValue: ExpressibleByNilLiteral {
    /// Creates null.
    package init(nilLiteral: ()) {
        self = .null
    }
}

extension TemplateValue: ExpressibleByBooleanLiteral {
    /// Creates a Boolean value.
    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }
}

extension TemplateValue: ExpressibleByStringInterpolation {
    /// Creates a string.
    package init(stringLiteral value: String) {
        self = .string(value)
    }
}

extension TemplateValue: ExpressibleByArrayLiteral {
    /// Creates a list.
    package init(arrayLiteral elements: TemplateValue...) {
        self = .list(elements)
    }
}

extension TemplateValue: ExpressibleByDictionaryLiteral {
    /// Creates an object; the last value of a repeated name wins.
    package init(dictionaryLiteral elements: (String, TemplateValue)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}
