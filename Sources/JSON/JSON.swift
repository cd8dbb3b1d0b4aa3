// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A JSON value (RFC 8259).
///
/// Values are equal if they hold the same data: the order of an object's keys is kept, but ignored
/// in comparisons.
///
/// `1` and `1.0` are different values: an integer and a number.
package enum JSON: Hashable, Sendable {
    /// The literal `null`.
    case null
    /// The literal `true` or `false`.
    case bool(Bool)
    /// A number without a fraction or an exponent that fits in 64 bits.
    case integer(Int64)
    /// Any other number; infinity and NaN are written as `null`.
    case number(Double)
    /// A string, with its escapes decoded.
    case string(String)
    /// A list of values.
    case array([JSON])
    /// Names and values, in order.
    case object(JSONObject)

    /// Creates a string, or `null` for nil.
    package init(optional string: String?) {
        self = string.map(JSON.string) ?? .null
    }

    /// Creates an integer, or `null` for nil.
    package init(optional integer: Int64?) {
        self = integer.map(JSON.integer) ?? .null
    }
}
