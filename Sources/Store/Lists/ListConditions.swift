// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// The text of a WHERE with the values of its placeholders.
    ///
    /// Placeholders are numbered as they are bound, so clauses must be used in the order in which
    /// they were made.
    struct ListConditions {
        /// What the placeholders stand for.
        private(set) var values: [any Bindable] = []
        private var clauses: [String] = []

        /// All clauses together; true for every row where there is none.
        var text: String { clauses.isEmpty ? "1 = 1" : clauses.joined(separator: " AND ") }

        /// A new placeholder for a value.
        mutating func bind(_ value: any Bindable) -> String {
            values.append(value)
            return "$\(values.count)"
        }

        /// Placeholders for a list of values, separated by commas.
        mutating func bind(list: [any Bindable]) -> String {
            list.map { bind($0) }.joined(separator: ", ")
        }

        /// Adds a clause that must hold.
        mutating func require(_ clause: String) {
            clauses.append(clause)
        }

        /// Adds the clause that one of the columns has this text in it, whatever its case.
        ///
        /// The database knows the case of ASCII letters alone, so other letters are looked for as
        /// they were given, in small letters, in capitals and with a capital in front.
        mutating func require(_ text: String, inOneOf columns: [String]) {
            var forms = [text]
            if !text.utf8.allSatisfy({ $0 < 0x80 }) {
                let small = text.lowercased()
                let capitalised = small.prefix(1).uppercased() + small.dropFirst()
                for form in [small, text.uppercased(), capitalised] where !forms.contains(form) {
                    forms.append(form)
                }
            }
            let tests = forms.flatMap { form in
                let pattern = bind("%" + Self.escaped(form) + "%")
                return columns.map { "lower(\($0)) LIKE lower(\(pattern)) ESCAPE '!'" }
            }
            require("(" + tests.joined(separator: " OR ") + ")")
        }

        /// The text without anything that LIKE takes for a wildcard.
        static func escaped(_ text: String) -> String {
            var escaped = ""
            for character in text.unicodeScalars {
                if character == "!" || character == "%" || character == "_" { escaped += "!" }
                escaped.unicodeScalars.append(character)
            }
            return escaped
        }
    }
}
