// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What templates are rendered from.
package enum TemplateValue: Hashable, Sendable {
    /// Known to be nothing: written as nothing, false for sections, but not missing.
    case null
    /// Written as `true` or `false`.
    case bool(Bool)
    /// Text, numbers included; an empty one is false for sections.
    case string(String)
    /// Values for a section to go through; written as nothing.
    case list([TemplateValue])
    /// Values by name; written as nothing.
    case object([String: TemplateValue])

    /// The text, or null where there is none.
    package init(optional text: String?) {
        self = text.map(TemplateValue.string) ?? .null
    }

    /// Whether a section renders for it at all.
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
    /// Nothing.
    package init(nilLiteral: ()) {
        self = .null
    }
}

extension TemplateValue: ExpressibleByBooleanLiteral {
    /// True or false.
    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }
}

extension TemplateValue: ExpressibleByStringInterpolation {
    /// Text.
    package init(stringLiteral value: String) {
        self = .string(value)
    }
}

extension TemplateValue: ExpressibleByArrayLiteral {
    /// A list.
    package init(arrayLiteral elements: TemplateValue...) {
        self = .list(elements)
    }
}

extension TemplateValue: ExpressibleByDictionaryLiteral {
    /// An object; of a name written twice the last value stays.
    package init(dictionaryLiteral elements: (String, TemplateValue)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
}
