// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A value in a database, independent of the dialect.
///
/// Times are integers (microseconds since 1970, UTC), and so are truth values (0 and 1); three
/// kinds are therefore enough.
package enum Value: Equatable, Sendable {
    /// The kind of a value.
    package enum Kind: Sendable {
        /// A 64-bit integer.
        case integer
        /// Text in UTF-8.
        case text
        /// Any bytes.
        case bytes
    }

    /// Null; it has a kind because PostgreSQL must know the kind of every placeholder.
    case null(Kind)
    /// A 64-bit integer.
    case integer(Int64)
    /// Text in UTF-8; in SQLite it may contain NUL.
    case text(String)
    /// Any bytes.
    case bytes([UInt8])
}
