// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A value with its name.
package struct LabelledField: Equatable, Sendable {
    /// The name, without a colon.
    package let label: String
    /// The value.
    package let value: [Span]
}

/// Labelled values, in the order in which they are shown.
package struct FieldsView: Equatable, Sendable {
    /// The fields; a label may occur more than once.
    package private(set) var fields: [LabelledField] = []

    /// Creates a view without fields.
    package init() {}

    /// Adds a field of plain text, unless the value is nil or empty.
    package mutating func add(_ label: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        add(label, [Span(value)])
    }

    /// Adds a field, unless its text is empty.
    package mutating func add(_ label: String, _ value: [Span]) {
        guard !value.text.isEmpty else { return }
        fields.append(LabelledField(label: label, value: value))
    }

    /// The text of the first field with this label; nil if there is none.
    package subscript(label: String) -> String? {
        fields.first { $0.label == label }?.value.text
    }
}
