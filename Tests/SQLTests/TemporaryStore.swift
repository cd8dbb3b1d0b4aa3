// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc
import SQL

/// A directory that is removed with all its files when the test lets it go.
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

    /// Writes bytes over what is at an offset, or into a new file.
    func write(_ bytes: [UInt8], to name: String, at offset: Int = 0) {
        let descriptor = open(path + "/" + name, O_WRONLY | O_CREAT, 0o600)
        _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, offset) }
        close(descriptor)
    }

    /// Size in bytes, -1 for a missing file.
    func size(of name: String) -> Int {
        var information = stat()
        return stat(path + "/" + name, &information) == 0 ? Int(information.st_size) : -1
    }

    func mode(of name: String) -> mode_t {
        var information = stat()
        return stat(path + "/" + name, &information) == 0 ? information.st_mode & 0o777 : 0
    }
}

/// A store that is set up as mailclerk's is, with one table `item`.
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
    func count(_ table: String = "item") throws(SQLError) -> Int64? {
        try first("SELECT count(*) FROM \(table)") { try $0.int(0) }
    }
}

/// The error of a call that must fail; `nil` if it does not.
func failure(of body: () throws -> Void) -> SQLError? {
    do {
        try body()
        return nil
    } catch {
        return error as? SQLError
    }
}
