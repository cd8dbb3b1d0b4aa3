// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Where a store is or will be.
struct StorePlace {
    let path: String
    let directory: String

    init(_ path: String) {
        self.path = path
        directory = FileSystem.directory(of: path)
    }

    /// Whether there is a store.
    func exists() throws(SystemError) -> Bool {
        try FileSystem.status(path) != nil
    }

    /// The user who owns the store, or will own it: the owner of its directory, else of this
    /// process.
    func owner() throws(SystemError) -> UInt32 {
        if let store = try FileSystem.status(path) { return store.owner }
        return try FileSystem.status(directory)?.owner ?? Account.effectiveUserID
    }

    /// Makes the directory (0700) and all above it that are missing (0755).
    ///
    /// An empty directory that is there already is closed to others (0700); one that holds something
    /// may be somebody else's, too, and stays as it is.
    ///
    /// - Returns: Whether others may still look into the directory.
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

    /// Gives a new store to the owner of its directory, which only root can and needs to.
    func giveToOwner() throws(SystemError) {
        guard Account.effectiveUserID == 0, let holder = try FileSystem.status(directory),
            holder.owner != 0
        else { return }
        for suffix in ["", "-wal", "-shm"] where try FileSystem.status(path + suffix) != nil {
            try FileSystem.setOwner(path + suffix, user: holder.owner, group: holder.group)
        }
    }
}
