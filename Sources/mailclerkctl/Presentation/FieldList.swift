// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Names with their values, one a line, the values in one column.
struct FieldList {
    private var fields: [(name: String, value: String)] = []

    /// Adds a field; one without a value is left out.
    mutating func add(_ name: String, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        fields.append((name, Terminal.sanitised(value)))
    }

    /// Writes the fields.
    func write(to output: Output) {
        let width = (fields.map { $0.name.utf8.count }.max() ?? 0) + 1
        for (name, value) in fields {
            let label = Terminal.fitted(name + ":", toWidth: width)
            output.line(output.style.dimmed(label) + " " + value)
        }
    }
}
