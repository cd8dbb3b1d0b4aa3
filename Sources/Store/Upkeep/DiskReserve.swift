// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Disk space reserved for `purge`, which needs some before it can free any.
package struct DiskReserve: Sendable {
    /// 2 MB, because that is several times what erasing a batch needs, with the log's minimum.
    private static let size = 2_097_152
    /// The free space that must remain, or the reserve itself could fill the disk.
    private static let restInBytes: Int64 = 1_048_576
    private static let pieceInBytes = 65_536

    /// The path of the file.
    package let path: String

    /// The reserve of a store; nil for a store on a server, whose disk belongs to another host.
    package init?(of location: StoreLocation) {
        guard location.filePath != nil else { return nil }
        path = location.companion("reserve")
    }

    /// Creates the reserve if it is missing and there is enough free space.
    ///
    /// - Returns: Whether the reserve exists.
    /// - Throws: `SystemError` if the file cannot be read or written, except for lack of space.
    @discardableResult
    package func keep() throws -> Bool {
        if let status = try FileSystem.linkStatus(path), status.size >= Self.size { return true }
        let needed = Int64(Self.size) + Self.restInBytes
        guard try FileSystem.freeBytes(FileSystem.directory(of: path)) >= needed else {
            return false
        }
        try FileSystem.remove(path)
        // Random bytes take their space on a file system with compression as well.
        let piece = try Randomness.bytes(Self.pieceInBytes)
        let file = try NewFile(path)
        for _ in 0..<(Self.size / Self.pieceInBytes) { try file.write(piece) }
        try file.finish()
        return true
    }

    /// Removes the reserve, which frees its space.
    ///
    /// - Returns: Whether there was a reserve.
    /// - Throws: `SystemError` if the file cannot be removed.
    package func release() throws -> Bool { try FileSystem.remove(path) }
}
