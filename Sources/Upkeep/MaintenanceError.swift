// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL

/// Why upkeep was not done.
package enum MaintenanceError: Error, Sendable, CustomStringConvertible {
    /// There is something of the name that was to be written.
    case exists(path: String)
    /// A copy could not be written.
    case cannotWrite(path: String, SQLError)
    /// A file is no sound store.
    case notSound(path: String, String)
    /// A file is a database in use, or was copied while it was.
    case inUse(path: String)
    /// There is a store, and it was not said that it may be replaced.
    case storeExists(path: String)
    /// The store is on a server, which has backups of its own.
    case noFile

    /// A sentence for people.
    package var description: String {
        switch self {
        case .exists(let path): "\(path) is there already; move it away or name another file"
        case .cannotWrite(let path, let error):
            error.code == .full
                ? "no room for \(path); nothing was written" : "cannot write \(path): \(error)"
        case .notSound(let path, let problem): "\(path) is damaged: \(problem)"
        case .inUse(let path):
            "\(path)-wal has part of it: it is in use, or was copied while it was; "
                + "make copies with `mailclerkctl backup`"
        case .storeExists(let path):
            "there is a store at \(path); --replace keeps it under another name"
        case .noFile: "the store is on a database server; use the server's backups"
        }
    }
}
