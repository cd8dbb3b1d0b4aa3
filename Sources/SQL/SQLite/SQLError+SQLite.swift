// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension SQLError {
    /// Creates the error that a connection reports for its last call.
    ///
    /// - Parameters:
    ///   - handle: The connection; nil if there was not enough memory for it.
    ///   - result: The result code of the call.
    ///   - sql: The statement, if the error concerns one.
    ///   - hasValues: Whether values were bound. The message of a general error may quote them, as
    ///     messages about full-text queries do, so it is replaced then.
    init(handle: OpaquePointer?, result: Int32, sql: String?, hasValues: Bool = false) {
        guard let handle = unsafe handle, result & 0xff != SQLITE_MISUSE else {
            self.init(result: result, sql: sql)
            return
        }
        let reported = unsafe sqlite3_extended_errcode(handle)
        let extended = reported & 0xff == result & 0xff ? reported : result
        if hasValues, extended & 0xff == SQLITE_ERROR {
            self.init(result: extended, sql: sql)
            return
        }
        var message = unsafe String(cString: sqlite3_errmsg(handle))
        var code = Code(sqlite: extended)
        if code == .cannotOpen || code == .ioError {
            let systemError = unsafe sqlite3_system_errno(handle)
            if systemError != 0 { unsafe message += ": " + String(cString: strerror(systemError)) }
            switch systemError {
            case EACCES, EPERM: code = .permission
            case ENOSPC, EDQUOT: code = .full
            default: break
            }
        }
        self.init(
            code: code, message: message, sql: sql, detail: Self.detail(sqlite: extended))
    }

    /// Creates an error with SQLite's general message for a result code.
    init(result: Int32, sql: String? = nil) {
        self.init(
            code: Code(sqlite: result), message: unsafe String(cString: sqlite3_errstr(result)),
            sql: sql, detail: Self.detail(sqlite: result))
    }

    /// Returns SQLite's name of the primary result code, and the extended code in digits.
    private static func detail(sqlite result: Int32) -> String {
        let name = primaryNames.first { $0.code == result & 0xff }?.name ?? "SQLITE_UNKNOWN"
        return "\(name), \(result)"
    }

    private static let primaryNames: [(code: Int32, name: String)] = [
        (SQLITE_ERROR, "SQLITE_ERROR"), (SQLITE_INTERNAL, "SQLITE_INTERNAL"),
        (SQLITE_PERM, "SQLITE_PERM"), (SQLITE_ABORT, "SQLITE_ABORT"),
        (SQLITE_BUSY, "SQLITE_BUSY"), (SQLITE_LOCKED, "SQLITE_LOCKED"),
        (SQLITE_NOMEM, "SQLITE_NOMEM"), (SQLITE_READONLY, "SQLITE_READONLY"),
        (SQLITE_INTERRUPT, "SQLITE_INTERRUPT"), (SQLITE_IOERR, "SQLITE_IOERR"),
        (SQLITE_CORRUPT, "SQLITE_CORRUPT"), (SQLITE_NOTFOUND, "SQLITE_NOTFOUND"),
        (SQLITE_FULL, "SQLITE_FULL"), (SQLITE_CANTOPEN, "SQLITE_CANTOPEN"),
        (SQLITE_PROTOCOL, "SQLITE_PROTOCOL"), (SQLITE_SCHEMA, "SQLITE_SCHEMA"),
        (SQLITE_TOOBIG, "SQLITE_TOOBIG"), (SQLITE_CONSTRAINT, "SQLITE_CONSTRAINT"),
        (SQLITE_MISMATCH, "SQLITE_MISMATCH"), (SQLITE_MISUSE, "SQLITE_MISUSE"),
        (SQLITE_NOLFS, "SQLITE_NOLFS"), (SQLITE_AUTH, "SQLITE_AUTH"),
        (SQLITE_RANGE, "SQLITE_RANGE"), (SQLITE_NOTADB, "SQLITE_NOTADB"),
    ]
}

extension SQLError.Code {
    /// Returns the kind of an SQLite result code, which may be extended or primary.
    init(sqlite result: Int32) {
        self =
            switch result & 0xff {
            // PROTOCOL: the connection lost the race for the write-ahead log too many times.
            case SQLITE_BUSY, SQLITE_PROTOCOL: .busy
            case SQLITE_FULL: .full
            case SQLITE_READONLY: .readOnly
            case SQLITE_CANTOPEN: .cannotOpen
            case SQLITE_NOTADB: .notADatabase
            case SQLITE_CORRUPT: .corrupt
            case SQLITE_CONSTRAINT: .constraint
            case SQLITE_IOERR: result == Self.ioErrorForMemory ? .outOfMemory : .ioError
            case SQLITE_PERM, SQLITE_AUTH: .permission
            case SQLITE_TOOBIG: .tooBig
            case SQLITE_INTERRUPT: .interrupted
            case SQLITE_NOMEM: .outOfMemory
            case SQLITE_MISMATCH: .type
            default: .other
            }
    }

    /// SQLITE_IOERR_NOMEM, whose macro is an expression that Swift does not import.
    private static var ioErrorForMemory: Int32 { SQLITE_IOERR | (12 << 8) }
}
