// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox

/// Encodes short lists as JSON text for one column.
enum TextList {
    /// Returns the column's text for a list.
    static func encode(_ texts: [String]) -> String {
        JSON.array(texts.map { .string($0) }).text
    }

    /// Returns the list in a column's text, or nil if the text is not a list of texts.
    static func decode(_ text: String) -> [String]? {
        // The usual case needs no parser.
        if text == "[]" { return [] }
        guard let members = (try? JSON(parsing: Array(text.utf8)))?.array else { return nil }
        let texts = members.compactMap(\.string)
        return texts.count == members.count ? texts : nil
    }

    /// Returns the column's text for people.
    static func encode(_ people: [Person]) -> String {
        JSON.array(
            people.map { ["name": JSON(optional: $0.name), "address": .string($0.address)] }
        ).text
    }

    /// Returns the people in a column's text, or nil if the text is not a list of people.
    static func decodePeople(_ text: String) -> [Person]? {
        if text == "[]" { return [] }
        guard let members = (try? JSON(parsing: Array(text.utf8)))?.array else { return nil }
        let people = members.compactMap { member in
            member["address"]?.string.map { Person(name: member["name"]?.string, address: $0) }
        }
        return people.count == members.count ? people : nil
    }
}
