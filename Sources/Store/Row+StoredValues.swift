// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SQL
import SystemMailbox

/// Columns whose values only this program writes.
///
/// A value that it does not write is an error, `StoreError.damaged`, never taken for a usual one.
/// `what` says what the column holds, for the error: `direction of an email`.
extension Row {
    /// The value of a column that holds the raw value of a code.
    func code<Code: RawRepresentable>(
        _ column: Int, _ what: String
    ) throws -> Code where Code.RawValue == String {
        try StoredValue.code(try text(column), what)
    }

    /// The codes of a column that holds a list of raw values.
    func codes<Code: RawRepresentable>(
        _ column: Int, _ what: String
    ) throws -> [Code] where Code.RawValue == String {
        try list(column, what).map { try StoredValue.code($0, what) }
    }

    /// The texts of a column that `TextList` encoded.
    func list(_ column: Int, _ what: String) throws -> [String] {
        let text = try text(column)
        guard let list = TextList.decode(text) else { throw StoredValue.damage(text, what) }
        return list
    }

    /// The people of a column that `TextList` encoded.
    func people(_ column: Int, _ what: String) throws -> [Person] {
        let text = try text(column)
        guard let people = TextList.decodePeople(text) else {
            throw StoredValue.damage(text, what)
        }
        return people
    }

    /// The JSON value of a column.
    func json(_ column: Int, _ what: String) throws -> JSON {
        let text = try text(column)
        guard let json = try? JSON(parsing: Array(text.utf8)) else {
            throw StoredValue.damage(text, what)
        }
        return json
    }
}

/// Values in the store that no mailclerk writes.
enum StoredValue {
    /// The most of a wrong value that its error quotes, in bytes.
    private static let quoteLimitInBytes = 40

    /// The code of a stored word; throws `StoreError.damaged` for a word that is no code.
    static func code<Code: RawRepresentable>(
        _ text: String, _ what: String
    ) throws -> Code where Code.RawValue == String {
        guard let code = Code(rawValue: text) else { throw damage(text, what) }
        return code
    }

    /// The error about a wrong value.
    static func damage(_ text: String, _ what: String) -> StoreError {
        .damaged(
            what: "“\(BoundedText.cut(text, limitInBytes: quoteLimitInBytes))” as \(what)")
    }
}
