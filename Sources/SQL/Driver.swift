// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The engine under a connection, one case for each.
///
/// Every call goes through a `switch` over it: with one case it costs nothing, and a second engine
/// is found by the compiler wherever something is missing for it.
enum Driver {
    /// SQLite 3.40 or later, on a file.
    case sqlite(SQLiteDatabase)
}

extension Driver {
    /// A row of a result, as the engine holds it.
    enum RowSource {
        /// The row on which a statement stands.
        case sqlite(SQLiteStatement)
    }

    var dialect: Dialect {
        switch self {
        case .sqlite: .sqlite
        }
    }
}
