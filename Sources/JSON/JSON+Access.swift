// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension JSON {
    /// The value of that name; nil where this isn't an object or has no such name.
    package subscript(key: String) -> JSON? {
        object?[key]
    }

    /// The element at that place, from 0; nil where this isn't an array or is shorter.
    package subscript(index: Int) -> JSON? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }

    /// The string; nil for anything else.
    package var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }

    /// The integer; nil for anything else, a number with a fraction or an exponent included.
    package var integer: Int64? {
        guard case .integer(let integer) = self else { return nil }
        return integer
    }

    /// The number, whether written as an integer or not; nil for anything else.
    package var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }

    /// The boolean; nil for anything else.
    package var bool: Bool? {
        guard case .bool(let bool) = self else { return nil }
        return bool
    }

    /// The elements; nil for anything else.
    package var array: [JSON]? {
        guard case .array(let array) = self else { return nil }
        return array
    }

    /// The names and values; nil for anything else.
    package var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// Whether this is `null`.
    package var isNull: Bool {
        self == .null
    }
}
