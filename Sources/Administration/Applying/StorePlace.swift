// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// The location of an existing or future store.
struct StorePlace {
    let path: String
    let directory: String

    init(_ path: String) {
        self.path = path
        directory = FileSystem.directory(of: path)
    }

    /// Returns whether the store exists.
    func exists() throws(SystemError) -> Bool {
        try FileSystem.status(path) != nil
    }

    /// Returns the user ID of the owner of the store; for a future store, that of its directory's
    /// owner, else that of this process.
    func owner() throws(SystemError) -> UInt32 {
        if let store = try FileSystem.status(path) { return store.owner }
        return try FileSystem.status(directory)?.owner ?? Account.effectiveUserID
    }

    /// Creates the directory (0700) and its missing parents (0755).
    ///
    /// An existing empty directory is closed to other users (0700). A directory with content is not
    /// changed, because it may also be used for other purposes.
    ///
    /// - Returns: Whether other users can still read the directory.
    func makeDirectory() throws(SystemError) -> Bool {
        if let status = try FileSystem.status(directory) {
            guard status.mode & 0o077 != 0 else { return false }
            guard try FileSystem.list(directory).isEmpty else { return true }
            try FileSystem.setMode(directory, 0o700)
            return false
        }
        var missing: [String] = []
        var parent = FileSystem.directory(of: directory)
        while try FileSystem.status(parent) == nil {
            missing.append(parent)
            parent = FileSystem.directory(of: parent)
        }
        for path in missing.reversed() { try FileSystem.makeDirectory(path, mode: 0o755) }
        try FileSystem.makeDirectory(directory, mode: 0o700)
        return false
    }

    /// Gives a new store to the owner of its directory, which is possible and necessary only as
    /// root.
    func giveToOwner() throws(SystemError) {
        guard Account.effectiveUserID == 0, let holder = try FileSystem.status(directory),
            holder.owner != 0
        else { return }
        for suffix in ["", "-wal", "-shm"] where try FileSystem.status(path + suffix) != nil {
            try FileSystem.setOwner(path + suffix, user: holder.owner, group: holder.group)
        }
    }
}
