// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox

/// Short lists that are kept as JSON text in one column.
enum TextList {
    /// The column's text for a list.
    static func encode(_ texts: [String]) -> String {
        JSON.array(texts.map { .string($0) }).text
    }

    /// The list in a column's text; empty where it is none.
    static func decode(_ text: String) -> [String] {
        // The usual case, without a parser.
        if text == "[]" { return [] }
        guard let json = try? JSON(parsing: Array(text.utf8)) else { return [] }
        return json.array?.compactMap(\.string) ?? []
    }

    /// The column's text for people.
    static func encode(_ people: [Person]) -> String {
        JSON.array(
            people.map { ["name": JSON(optional: $0.name), "address": .string($0.address)] }
        ).text
    }

    /// The people in a column's text.
    static func decodePeople(_ text: String) -> [Person] {
        guard let json = try? JSON(parsing: Array(text.utf8)) else { return [] }
        return (json.array ?? []).compactMap { member in
            member["address"]?.string.map { Person(name: member["name"]?.string, address: $0) }
        }
    }
}
