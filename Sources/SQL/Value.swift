// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One value as a database holds it, the same for every dialect.
///
/// Times are integers (microseconds since 1970, UTC) and truth values 0 and 1, so four kinds do.
package enum Value: Equatable, Sendable {
    /// The absent value.
    case null
    /// A 64-bit whole number.
    case integer(Int64)
    /// Text in UTF-8; may hold NUL in SQLite.
    case text(String)
    /// Bytes of any kind.
    case bytes([UInt8])
}
