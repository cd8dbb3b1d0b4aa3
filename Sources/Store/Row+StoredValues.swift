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
    /// The value of the next column, which holds the raw value of a code.
    func code<Code: RawRepresentable>(
        _ what: String
    ) throws -> Code where Code.RawValue == String {
        try StoredValue.code(try text(), what)
    }

    /// The codes of the next column, which holds a list of raw values.
    func codes<Code: RawRepresentable>(
        _ what: String
    ) throws -> [Code] where Code.RawValue == String {
        try list(what).map { try StoredValue.code($0, what) }
    }

    /// The texts of the next column, which `TextList` encoded.
    func list(_ what: String) throws -> [String] {
        let text = try text()
        guard let list = TextList.decode(text) else { throw StoredValue.damage(text, what) }
        return list
    }

    /// The people of the next column, which `TextList` encoded.
    func people(_ what: String) throws -> [Person] {
        let text = try text()
        guard let people = TextList.decodePeople(text) else {
            throw StoredValue.damage(text, what)
        }
        return people
    }

    /// The JSON value of the next column.
    func json(_ what: String) throws -> JSON {
        let text = try text()
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
