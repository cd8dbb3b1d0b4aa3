// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The path of a database file, which is checked and created before SQLite opens it.
struct SQLiteFile {
    /// The path in a form to which SQLite gives no special meaning.
    let path: String

    /// Checks that the path is that of a regular file, or creates the file if `access` allows that.
    init(path: String, access: Connection.Access) throws(SQLError) {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw SQLError(
                code: .cannotOpen, message: "invalid path")
        }
        // Without a directory before them, ":memory:" and "file:..." have a special meaning.
        self.path = path.utf8.first == UInt8(ascii: "/") ? path : "./" + path
        if access == .create, try Self.create(self.path) { return }
        try Self.checkKind(self.path)
    }

    /// Creates the file, empty and with mode 0600.
    ///
    /// An existing file is never opened, because by POSIX closing it would release the locks that
    /// other connections of this process hold on it.
    ///
    /// - Returns: False if the file exists.
    static func create(_ path: String) throws(SQLError) -> Bool {
        let descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return false }
            throw failure(errno)
        }
        Glibc.close(descriptor)
        return true
    }

    /// Checks that the file is a regular file: SQLite would open a directory for reading, and would
    /// wait for the writer of a pipe.
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

    /// Returns the error for an error number of the operating system.
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
