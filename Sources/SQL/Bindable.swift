// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A type whose values can be bound to the placeholders of a statement.
package protocol Bindable {
    /// The kind of the values, and of the null that replaces an absent value.
    static var sqlKind: Value.Kind { get }
    /// The value as the database stores it.
    var sqlValue: Value { get }
}

extension Int64: Bindable {
    /// An integer.
    package static var sqlKind: Value.Kind { .integer }
    /// The integer.
    package var sqlValue: Value { .integer(self) }
}

extension Int: Bindable {
    /// An integer.
    package static var sqlKind: Value.Kind { .integer }
    /// The integer, in 64 bits.
    package var sqlValue: Value { .integer(Int64(self)) }
}

extension Bool: Bindable {
    /// An integer.
    package static var sqlKind: Value.Kind { .integer }
    /// 1 for true, 0 for false.
    package var sqlValue: Value { .integer(self ? 1 : 0) }
}

extension String: Bindable {
    /// Text.
    package static var sqlKind: Value.Kind { .text }
    /// The text, unchanged.
    package var sqlValue: Value { .text(self) }
}

extension [UInt8]: Bindable {
    /// Bytes.
    package static var sqlKind: Value.Kind { .bytes }
    /// The bytes, not copied.
    package var sqlValue: Value { .bytes(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
    /// The kind of the wrapped value.
    package static var sqlKind: Value.Kind { Wrapped.sqlKind }
    /// The wrapped value; for nil, the null of its kind.
    package var sqlValue: Value { self?.sqlValue ?? .null(Wrapped.sqlKind) }
}
