// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc
import SQL

/// A directory that is removed with all its files when the object is released.
final class TemporaryDirectory {
    let path: String

    init() throws {
        var template = Array("/tmp/mailclerk-sql-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw SQLError(code: .ioError, message: "no directory (errno \(errno))")
        }
        path = String(cString: made)
    }

    deinit {
        if let directory = opendir(path) {
            while let entry = readdir(directory) {
                let name = withUnsafeBytes(of: entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name != ".", name != ".." { unlink(path + "/" + name) }
            }
            closedir(directory)
        }
        rmdir(path)
    }

    /// Overwrites bytes at an offset of a file, which is created if it is missing.
    func write(_ bytes: [UInt8], to name: String, at offset: Int = 0) {
        let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT, 0o600)
        _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, offset) }
        close(descriptor)
    }

    /// Returns the size in bytes; -1 if the file is missing.
    func size(of name: String) -> Int {
        var information = stat()
        return stat(path + "/" + name, &information) == 0 ? Int(information.st_size) : -1
    }

    func mode(of name: String) -> mode_t {
        var information = stat()
        return stat(path + "/" + name, &information) == 0 ? information.st_mode & 0o777 : 0
    }
}

/// A database that is set up like mailclerk's store, with the tables `item` and `part`.
struct TemporaryStore {
    let directory: TemporaryDirectory
    var path: String { directory.path + "/store" }

    init() throws {
        directory = try TemporaryDirectory()
        let database = try Connection(path: path, access: .create)
        try database.setUp()
        try database.script(
            """
            CREATE TABLE item (id \(database.dialect.identity), name TEXT UNIQUE, body BLOB);
            CREATE TABLE part (item BIGINT NOT NULL REFERENCES item (id) ON DELETE CASCADE);
            """)
    }

    func open(
        _ access: Connection.Access = .readWrite, wait: BusyWait = BusyWait()
    ) throws -> Connection {
        try Connection(path: path, access: access, busyWait: wait)
    }
}

extension Connection {
    func count(_ table: String = "item") throws -> Int64? {
        try first("SELECT count(*) FROM \(table)") { try $0.int() }
    }
}

/// Returns the error of a call that must fail; nil if it does not fail.
func failure(of body: () throws -> Void) -> SQLError? {
    do {
        try body()
        return nil
    } catch {
        return error as? SQLError
    }
}
