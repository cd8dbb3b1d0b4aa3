// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A type whose values can be given for a placeholder of a statement.
package protocol Bindable {
    /// The kind of its values, and of the null that stands for an absent one.
    static var sqlKind: Value.Kind { get }
    /// The value as the database is to hold it.
    var sqlValue: Value { get }
}

extension Int64: Bindable {
    /// A number.
    package static var sqlKind: Value.Kind { .integer }
    /// The number.
    package var sqlValue: Value { .integer(self) }
}

extension Int: Bindable {
    /// A number.
    package static var sqlKind: Value.Kind { .integer }
    /// The number, in 64 bits.
    package var sqlValue: Value { .integer(Int64(self)) }
}

extension Bool: Bindable {
    /// A number.
    package static var sqlKind: Value.Kind { .integer }
    /// 1 for true, 0 for false.
    package var sqlValue: Value { .integer(self ? 1 : 0) }
}

extension String: Bindable {
    /// Text.
    package static var sqlKind: Value.Kind { .text }
    /// The text, as it is.
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
    /// The wrapped value, or the null of its kind for `nil`.
    package var sqlValue: Value { self?.sqlValue ?? .null(Wrapped.sqlKind) }
}
