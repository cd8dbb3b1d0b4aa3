// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An error of the database.
///
/// It holds the text of the statement but never the bound values, because they are parts of private
/// mail.
package struct SQLError: Error, Sendable, CustomStringConvertible {
    /// The kind of an error, independent of the dialect.
    package enum Code: Sendable, Equatable {
        /// Another connection held the lock for longer than the wait; a later attempt may succeed.
        case busy
        /// The disk or quota is full.
        case full
        /// A write through a connection, file or transaction that is read-only.
        case readOnly
        /// The file cannot be opened: it or its directory is missing, or it is not a regular file.
        case cannotOpen
        /// The file is not a database.
        case notADatabase
        /// The database is damaged.
        case corrupt
        /// The change violates a unique, foreign key, check or not-null constraint.
        case constraint
        /// Reading or writing the disk failed.
        case ioError
        /// The operating system does not allow this user to open the file.
        case permission
        /// A value or a row is larger than the database allows.
        case tooBig
        /// The statement was interrupted.
        case interrupted
        /// Memory ran out.
        case outOfMemory
        /// The value of a column is not of the type that is read or written.
        case type
        /// Any other error: invalid SQL, a wrong number of values, a nested transaction.
        case other
    }

    /// The kind of the error.
    package let code: Code
    /// The message of the engine, or of this module if it found the error; never a bound value.
    package let message: String
    /// The statement that failed, with its placeholders; nil if the error concerns no statement.
    package let sql: String?
    /// The code of the engine, such as `SQLITE_CONSTRAINT, 787`, which is only logged; nil if this
    /// module found the error.
    package let detail: String?

    /// Creates an error.
    package init(code: Code, message: String, sql: String? = nil, detail: String? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
        self.detail = detail
    }

    /// The message, the code of the engine and the statement, for a log.
    package var description: String {
        let statement = sql.map { ", in: \($0)" } ?? ""
        return message + (detail.map { " (\($0))" } ?? "") + statement
    }
}
