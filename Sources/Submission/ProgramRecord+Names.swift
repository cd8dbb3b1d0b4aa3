// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox
import Template

extension ProgramRecord {
    /// The values of `record.*` in templates.
    var names: TemplateValue {
        var values: [String: TemplateValue] = [:]
        for (name, value) in fields {
            if let text = Self.text(value) { values[name] = .string(text) }
        }
        return .object([
            "number": .string(number), "url": TemplateValue(optional: url),
            "fields": .object(values),
        ])
    }

    /// Returns a field as text, or nil for lists, objects and null.
    private static func text(_ value: JSON) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number, .bool: value.text
        case .null, .array, .object: nil
        }
    }
}
