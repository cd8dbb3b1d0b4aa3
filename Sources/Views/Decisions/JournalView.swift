// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox

/// The view of the journal entries of an email: decisions and their results.
package struct JournalView {
    private let entries: [JournalEntry]

    /// Creates the view of these entries, in their order.
    package init(_ entries: [JournalEntry]) { self.entries = entries }

    /// Returns the text that replaces an empty journal.
    package static func emptyText(ofEmail id: Int64) -> String {
        "the journal has no entry for email \(id)"
    }

    /// A section for each entry.
    package var sections: [Section] {
        entries.map { entry in
            Section(
                .fields(Self.fields(entry.details)),
                titled: "\(Timestamp.readable(entry.at))  \(entry.event.rawValue)")
        }
    }

    /// An object for each entry.
    package var json: [JSON] { entries.map(\.json) }

    private static func fields(_ details: JSON) -> FieldsView {
        if details["store"] != nil { return VerdictView(details).fields }
        var fields = FieldsView()
        if case .object(let object) = details {
            add(object, to: &fields)
        } else {
            fields.add("Details", text(details))
        }
        return fields
    }

    private static func add(_ object: JSONObject, to fields: inout FieldsView) {
        for (key, value) in object {
            if case .object(let inner) = value, let number = inner["number"] {
                // The number of a record that was undone is shown above its fields.
                fields.add(label(key), text(number))
                var rest = inner
                rest["number"] = nil
                add(rest, to: &fields)
            } else {
                fields.add(label(key), text(value))
            }
        }
    }

    /// Returns the label of a key: `Last error` for `last_error`.
    private static func label(_ key: String) -> String {
        if key == "message_id" { return "Message-ID" }
        let words = key.replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static func text(_ value: JSON) -> String? {
        switch value {
        case .null: nil
        case .string(let string): string
        case .array(let values): values.compactMap(text).joined(separator: ", ")
        case .object(let object):
            object.compactMap { _, value in text(value) }.joined(separator: " ")
        case .bool(let bool): bool ? "yes" : "no"
        default: value.text
        }
    }
}
