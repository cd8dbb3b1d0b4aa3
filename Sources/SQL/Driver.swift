// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The database engine of a connection.
///
/// Every call goes through a `switch` over the cases. With one case that costs nothing; after a
/// second case is added, the compiler reports each place that does not handle it.
enum Driver {
    /// SQLite 3.40 or later, with a file.
    case sqlite(SQLiteDatabase)
}

extension Driver {
    /// A row of a result in the form of the engine.
    enum RowSource {
        /// The current row of a statement.
        case sqlite(SQLiteStatement)
    }

    var dialect: Dialect {
        switch self {
        case .sqlite: .sqlite
        }
    }
}
