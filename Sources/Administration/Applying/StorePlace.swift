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
    func makeDirectory() throws(SystemError) {
        guard try FileSystem.status(directory) == nil else { return }
        var missing: [String] = []
        var parent = FileSystem.directory(of: directory)
        while try FileSystem.status(parent) == nil {
            missing.append(parent)
            parent = FileSystem.directory(of: parent)
        }
        for path in missing.reversed() { try FileSystem.makeDirectory(path, mode: 0o755) }
        try FileSystem.makeDirectory(directory, mode: 0o700)
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
