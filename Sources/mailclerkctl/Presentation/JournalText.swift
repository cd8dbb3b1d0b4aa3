// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import Store
import SystemMailbox

/// An entry of the journal in lines for people.
struct JournalText {
    let entry: JournalEntry

    /// Writes when it was, what happened, and every detail.
    func write(to output: Output) {
        let title = "\(Timestamp.readable(entry.at))  \(entry.event)"
        output.line(output.style.bold(Terminal.sanitised(title)))
        if entry.details["store"] != nil {
            return VerdictText(entry.details).write(to: output)
        }
        var fields = FieldList()
        if case .object(let object) = entry.details {
            Self.add(object, to: &fields)
        } else if !entry.details.isNull {
            fields.add("Details", Self.text(entry.details))
        }
        fields.write(to: output)
    }

    private static func add(_ object: JSONObject, to fields: inout FieldList) {
        for (key, value) in object {
            if case .object(let inner) = value, let number = inner["number"] {
                // A record that was undone: its number stands above what was in it.
                fields.add(label(key), text(number))
                var rest = inner
                rest["number"] = nil
                add(rest, to: &fields)
            } else {
                fields.add(label(key), text(value))
            }
        }
    }

    /// `last_error` as `Last error`.
    private static func label(_ key: String) -> String {
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
