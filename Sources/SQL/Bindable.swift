// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What can be given for a placeholder of a statement.
package protocol Bindable {
    /// The value as the database is to hold it.
    var sqlValue: Value { get }
}

extension Value: Bindable {
    /// The value itself.
    package var sqlValue: Value { self }
}

extension Int64: Bindable {
    /// The number.
    package var sqlValue: Value { .integer(self) }
}

extension Int: Bindable {
    /// The number, in 64 bits.
    package var sqlValue: Value { .integer(Int64(self)) }
}

extension Bool: Bindable {
    /// 1 for true, 0 for false.
    package var sqlValue: Value { .integer(self ? 1 : 0) }
}

extension String: Bindable {
    /// The text, as it is.
    package var sqlValue: Value { .text(self) }
}

extension [UInt8]: Bindable {
    /// The bytes, not copied.
    package var sqlValue: Value { .bytes(self) }
}

extension Optional: Bindable where Wrapped: Bindable {
    /// The wrapped value, or null for `nil`.
    package var sqlValue: Value { self?.sqlValue ?? .null }
}
