// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Builds the text of a WHERE clause with the values of its placeholders.
    ///
    /// Placeholders are numbered in the order in which they are bound, so clauses must be used in
    /// the order in which they were created.
    struct ListConditions {
        /// The values of the placeholders.
        private(set) var values: [any Bindable] = []
        private var clauses: [String] = []

        /// All clauses joined; true for every row if there is none.
        var text: String { clauses.isEmpty ? "1 = 1" : clauses.joined(separator: " AND ") }

        /// Adds a placeholder for a value and returns it.
        mutating func bind(_ value: any Bindable) -> String {
            values.append(value)
            return "$\(values.count)"
        }

        /// Adds placeholders for a list of values and returns them, separated by commas.
        mutating func bind(list: [any Bindable]) -> String {
            list.map { bind($0) }.joined(separator: ", ")
        }

        /// Adds a clause that must hold.
        mutating func require(_ clause: String) {
            clauses.append(clause)
        }

        /// Adds the clause that one of the columns contains this text, without regard to case and
        /// accents.
        ///
        /// The statement needs ``Store/provideFoldings(for:)``.
        mutating func require(_ text: String, inOneOf columns: [String], _ dialect: Dialect) {
            let pattern = bind("%" + Self.escaped(SearchFolding.fold(text)) + "%")
            let tests = columns.map { column in
                "\(dialect.folded(column, .caseAndAccents)) LIKE \(pattern) ESCAPE '!'"
            }
            require("(" + tests.joined(separator: " OR ") + ")")
        }

        /// Returns the text with the wildcards of LIKE escaped.
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
