// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL

/// An error of a backup or a restoration.
package enum MaintenanceError: Error, Sendable, CustomStringConvertible {
    /// A file to be created exists.
    case exists(path: String)
    /// A copy could not be written.
    case cannotWrite(path: String, SQLError)
    /// A file is a damaged store, with the first problem.
    case notSound(path: String, String)
    /// A file has a write-ahead log beside it: it is in use, or was copied while it was in use.
    case inUse(path: String)
    /// A store exists, and the option to replace it was not given.
    case storeExists(path: String)
    /// The store is on a database server, which has its own backups.
    case noFile

    /// The message for the user.
    package var description: String {
        switch self {
        case .exists(let path): "already exists: \(path); move it away or name another file"
        case .cannotWrite(let path, let error):
            error.code == .full
                ? "cannot write \(path): the disk is full; nothing was written"
                : "cannot write \(path): \(error)"
        case .notSound(let path, let problem): "store is damaged: \(path): \(problem)"
        case .inUse(let path):
            "backup is incomplete: \(path): \(path)-wal holds a part of it, because it is in use "
                + "or was copied while in use; make copies with \"mailclerkctl backup\""
        case .storeExists(let path):
            "store already exists: \(path); use --replace to replace it "
                + "(it is kept as \(path).replaced-TIME)"
        case .noFile: "the store is on a database server; use the backups of the server"
        }
    }
}
