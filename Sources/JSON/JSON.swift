// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A JSON value (RFC 8259).
///
/// Two values are equal when they hold the same data: the order of an object's keys, though kept,
/// doesn't count. `1` and `1.0` are different values, an integer and a number.
package enum JSON: Hashable, Sendable {
    /// The literal `null`.
    case null
    /// The literal `true` or `false`.
    case bool(Bool)
    /// A number written without fraction and exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number; one that isn't finite is written as `null`.
    case number(Double)
    /// A string, unescaped.
    case string(String)
    /// A list of values.
    case array([JSON])
    /// Names and values, in order.
    case object(JSONObject)

    /// The string, or `null` where there is none.
    package init(optional string: String?) {
        self = string.map(JSON.string) ?? .null
    }

    /// The integer, or `null` where there is none.
    package init(optional integer: Int64?) {
        self = integer.map(JSON.integer) ?? .null
    }
}
