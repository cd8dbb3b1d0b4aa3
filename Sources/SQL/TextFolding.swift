// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A form of text in which statements compare it; see ``Dialect/folded(_:_:)``.
package enum TextFolding: String, Hashable, Sendable {
    /// Letters that differ only in case are equal.
    case `case`
    /// Letters that differ only in case or accents are equal.
    case caseAndAccents
}

extension Dialect {
    /// Returns an expression for the folded form of a text column.
    ///
    /// SQLite knows the case of ASCII letters only. The expression therefore calls a function of
    /// this process, which must be provided first, see
    /// ``Connection/provide(_:_:)``. The function is also applied to the value that the column is
    /// compared with. In PostgreSQL the server folds, by the rules of its locale and of the
    /// extension `unaccent`.
    package func folded(_ column: String, _ folding: TextFolding) -> String {
        switch (self, folding) {
        case (.sqlite, _): "\(folding.function)(\(column))"
        case (.postgresql, .case): "lower(\(column))"
        case (.postgresql, .caseAndAccents): "lower(unaccent(\(column)))"
        }
    }
}

extension TextFolding {
    /// The name of the function in SQLite.
    var function: String {
        switch self {
        case .case: "folded_case"
        case .caseAndAccents: "folded_case_and_accents"
        }
    }
}

extension Connection {
    /// Provides the function that folds text in the statements of this connection; a second call
    /// for the same folding changes nothing.
    ///
    /// A server has functions of its own and does not use this one.
    ///
    /// - Throws: `SQLError`.
    package func provide(
        _ folding: TextFolding, _ fold: @escaping @Sendable (String) -> String
    ) throws(SQLError) {
        switch driver {
        case .sqlite(let database): try database.provide(folding.function, fold)
        }
    }
}
