// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension JSON {
    /// The value of a name; nil if this is not an object or has no such name.
    package subscript(key: String) -> JSON? {
        object?[key]
    }

    /// The element at an index from 0; nil if this is not an array or is too short.
    package subscript(index: Int) -> JSON? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }

    /// The string; nil for any other type.
    package var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }

    /// The integer; nil for any other type, including a number with a fraction or an exponent.
    package var integer: Int64? {
        guard case .integer(let integer) = self else { return nil }
        return integer
    }

    /// The number or integer as a double; nil for any other type.
    package var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }

    /// The Boolean value; nil for any other type.
    package var bool: Bool? {
        guard case .bool(let bool) = self else { return nil }
        return bool
    }

    /// The elements of the array; nil for any other type.
    package var array: [JSON]? {
        guard case .array(let array) = self else { return nil }
        return array
    }

    /// The names and values of the object; nil for any other type.
    package var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// Whether this is `null`.
    package var isNull: Bool {
        self == .null
    }
}
