// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc

/// The path of a database file, checked and made ready before SQLite opens it.
struct SQLiteFile {
    /// The path in a form that SQLite takes literally.
    let path: String

    /// Checks that the path leads to a file, and makes it if that is asked for.
    init(path: String, access: Connection.Access) throws(SQLError) {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw SQLError(
                code: .cannotOpen, message: "not a path")
        }
        // Without a directory in front, ":memory:" and "file:..." could mean something else.
        self.path = path.utf8.first == UInt8(ascii: "/") ? path : "./" + path
        if access == .create, try Self.make(self.path) { return }
        try Self.checkKind(self.path)
    }

    /// Makes the file, empty and for its owner alone.
    ///
    /// A file that exists is never opened: closing it would drop the locks that other connections
    /// of this process hold on it, as POSIX has it.
    ///
    /// - Returns: `false` if it was there before.
    static func make(_ path: String) throws(SQLError) -> Bool {
        let descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return false }
            throw failure(errno)
        }
        Glibc.close(descriptor)
        return true
    }

    /// Refuses what is not a file: SQLite would open a directory for reading, and wait on a pipe.
    private static func checkKind(_ path: String) throws(SQLError) {
        var information = stat()
        guard unsafe stat(path, &information) == 0 else { throw Self.failure(errno) }
        switch information.st_mode & S_IFMT {
        case S_IFREG: return
        case S_IFDIR: throw Self.failure(EISDIR)
        default:
            throw SQLError(
                code: .cannotOpen, message: "not a regular file")
        }
    }

    /// The error for what the operating system says of the file.
    static func failure(_ number: Int32) -> SQLError {
        let code: SQLError.Code =
            switch number {
            case EACCES, EPERM: .permission
            case ENOSPC, EDQUOT: .full
            case EROFS: .readOnly
            default: .cannotOpen
            }
        return SQLError(
            code: code,
            message: "unable to open database file: "
                + (unsafe String(cString: strerror(number))))
    }
}
