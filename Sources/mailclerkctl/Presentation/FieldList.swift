// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Views

/// Prints labelled fields in lines, with the values in one column.
struct FieldList {
    private var fields: [(name: String, value: String)] = []

    /// Creates a list without fields.
    init() {}

    /// Creates a list of the fields of a view.
    init(_ view: FieldsView) {
        for field in view.fields { add(field.label, field.value.text) }
    }

    /// Adds a field unless its value is nil or empty.
    mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        fields.append((name, Terminal.sanitised(value)))
    }

    /// The smallest width of the values, in cells.
    private static let smallestWidth = 20

    /// Writes the fields; long values are wrapped.
    func write(to output: Output) {
        let width = (fields.map { $0.name.utf8.count }.max() ?? 0) + 1
        for (name, value) in fields {
            let label = Terminal.fitted(name + ":", toWidth: width)
            let room = WrappedText.width.map { max(Self.smallestWidth, $0 - width - 1) }
            let lines = room.map { WrappedText.lines(of: value, width: $0) } ?? [value]
            for (index, line) in lines.enumerated() {
                let margin = String(repeating: " ", count: width)
                output.line((index == 0 ? output.style.dimmed(label) : margin) + " " + line)
            }
        }
    }
}
