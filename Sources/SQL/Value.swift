// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One value as a database holds it, the same for every dialect.
///
/// Times are integers (microseconds since 1970, UTC) and truth values 0 and 1, so three kinds do.
package enum Value: Equatable, Sendable {
    /// What a value is made of.
    package enum Kind: Sendable {
        /// A 64-bit whole number.
        case integer
        /// Text in UTF-8.
        case text
        /// Bytes of any kind.
        case bytes
    }

    /// The absent value of a kind: PostgreSQL must know the kind of every placeholder.
    case null(Kind)
    /// A 64-bit whole number.
    case integer(Int64)
    /// Text in UTF-8; may hold NUL in SQLite.
    case text(String)
    /// Bytes of any kind.
    case bytes([UInt8])
}
