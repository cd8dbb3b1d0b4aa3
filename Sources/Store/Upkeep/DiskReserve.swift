// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Room on the store's disk that is kept for making room: erasing mail takes some at first.
package struct DiskReserve: Sendable {
    /// The size in bytes: what erasing a batch takes, with the log's own minimum, several times over.
    private static let size = 2_097_152
    /// Beside it there must be this much, or the reserve itself would be what fills the disk.
    private static let restInBytes: Int64 = 1_048_576
    private static let pieceInBytes = 65_536

    /// The file.
    package let path: String

    /// The reserve of a store; nil for one on a server, whose disk is not this host's.
    package init?(of location: StoreLocation) {
        guard location.filePath != nil else { return nil }
        path = location.companion("reserve")
    }

    /// Makes the reserve if it is missing and there is room for it.
    ///
    /// - Returns: Whether there is one.
    /// - Throws: When the file can't be looked at or made, for another reason than room.
    @discardableResult
    package func keep() throws -> Bool {
        if let status = try FileSystem.linkStatus(path), status.size >= Self.size { return true }
        let needed = Int64(Self.size) + Self.restInBytes
        guard try FileSystem.freeBytes(FileSystem.directory(of: path)) >= needed else {
            return false
        }
        try FileSystem.remove(path)
        // Such bytes take their room on a file system that compresses, too.
        let piece = try Randomness.bytes(Self.pieceInBytes)
        let file = try NewFile(path)
        for _ in 0..<(Self.size / Self.pieceInBytes) { try file.write(piece) }
        try file.finish()
        return true
    }

    /// Gives the room back.
    ///
    /// - Returns: Whether there was any.
    /// - Throws: When the file can't be removed.
    package func release() throws -> Bool { try FileSystem.remove(path) }
}
