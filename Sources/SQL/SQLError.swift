// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Why the database did not do what was asked of it.
///
/// Carries the statement's text but never the values bound to it: those are people's mail.
package struct SQLError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure it is, the same for every dialect.
    package enum Code: Sendable, Equatable {
        /// Another connection holds the lock, and the wait for it ran out: try again later.
        case busy
        /// The disk or quota is full.
        case full
        /// A write where only reading is allowed: a read-only connection, file or transaction.
        case readOnly
        /// The file cannot be opened: it is missing, a directory, or its directory is.
        case cannotOpen
        /// The file is something else than a database.
        case notADatabase
        /// The database is damaged.
        case corrupt
        /// A unique, foreign key, check or not-null rule forbids the change.
        case constraint
        /// Reading or writing the disk failed.
        case ioError
        /// The operating system does not allow this user to open the file.
        case permission
        /// A value or a row is larger than the database takes.
        case tooBig
        /// The statement was interrupted.
        case interrupted
        /// Memory ran out.
        case outOfMemory
        /// A column holds another type than the one read, or a value another than the one stored.
        case type
        /// Anything else: SQL that is wrong, a wrong number of values, a nested transaction.
        case other
    }

    /// What kind of failure it is.
    package let code: Code
    /// The engine's words, or those of this module where the check is its own; never a bound value.
    package let message: String
    /// The statement at fault, with its placeholders; `nil` where no statement is concerned.
    package let sql: String?
    /// The engine's own code, such as `SQLITE_CONSTRAINT, 787`, for a log: nothing depends on it;
    /// `nil` where the check is this module's.
    package let detail: String?

    /// Makes an error.
    package init(code: Code, message: String, sql: String? = nil, detail: String? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
        self.detail = detail
    }

    /// Message, the engine's code and statement, in one line for a log.
    package var description: String {
        let statement = sql.map { ", in: \($0)" } ?? ""
        return message + (detail.map { " (\($0))" } ?? "") + statement
    }
}
