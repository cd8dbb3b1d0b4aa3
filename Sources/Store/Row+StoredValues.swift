// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SQL
import SystemMailbox

/// Reads columns whose values only mailclerk writes.
///
/// An invalid value throws `StoreError.damaged`; it is never replaced by a default. `what` names
/// the contents of the column for the error, as in `direction of an email`.
extension Row {
    /// Reads the next column, which contains the raw value of a code.
    func code<Code: RawRepresentable>(
        _ what: String
    ) throws -> Code where Code.RawValue == String {
        try StoredValue.code(try text(), what)
    }

    /// Reads the next column, which contains a list of raw values.
    func codes<Code: RawRepresentable>(
        _ what: String
    ) throws -> [Code] where Code.RawValue == String {
        try list(what).map { try StoredValue.code($0, what) }
    }

    /// Reads the next column, which contains texts that `TextList` encoded.
    func list(_ what: String) throws -> [String] {
        let text = try text()
        guard let list = TextList.decode(text) else { throw StoredValue.damage(text, what) }
        return list
    }

    /// Reads the next column, which contains people that `TextList` encoded.
    func people(_ what: String) throws -> [Person] {
        let text = try text()
        guard let people = TextList.decodePeople(text) else {
            throw StoredValue.damage(text, what)
        }
        return people
    }

    /// Reads the next column, which contains a JSON value.
    func json(_ what: String) throws -> JSON {
        let text = try text()
        guard let json = try? JSON(parsing: Array(text.utf8)) else {
            throw StoredValue.damage(text, what)
        }
        return json
    }
}

/// Checks values that only mailclerk writes.
enum StoredValue {
    /// The most bytes of an invalid value that its error quotes.
    private static let quoteLimitInBytes = 40

    /// Returns the code of a stored word; throws `StoreError.damaged` if the word is not a code.
    static func code<Code: RawRepresentable>(
        _ text: String, _ what: String
    ) throws -> Code where Code.RawValue == String {
        guard let code = Code(rawValue: text) else { throw damage(text, what) }
        return code
    }

    /// Returns the error about an invalid value.
    static func damage(_ text: String, _ what: String) -> StoreError {
        .damaged(
            what: "\"\(BoundedText.cut(text, limitInBytes: quoteLimitInBytes))\" as \(what)")
    }
}
