// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store

/// Checks the limit on the size of files, which some mail servers set for the programs that they
/// run.
package enum SizeLimit {
    /// The error for a store that would exceed the limit.
    package struct Exceeded: Error, CustomStringConvertible {
        /// The error as a sentence, with the remedy.
        package let description: String
    }

    /// Space for everything that a delivery writes besides the message, in bytes.
    private static let reserveInBytes: Int64 = 4_194_304

    /// Throws `Exceeded` if a message of `messageSize` bytes could make a file of the store larger
    /// than RLIMIT_FSIZE allows, because SQLite must not reach that limit in the middle of a
    /// commit.
    package static func check(_ location: StoreLocation, messageSize: Int) throws {
        guard let path = location.filePath, let limit = FileSystem.fileSizeLimit,
            limit < UInt64(Int64.max)
        else { return }
        let sizes = try ["", "-wal"].map { try FileSystem.status(path + $0)?.size ?? 0 }
        let largest = (sizes.max() ?? 0) + 2 * Int64(messageSize) + reserveInBytes
        guard largest > Int64(limit) else { return }
        throw Exceeded(
            description: "the file size limit (RLIMIT_FSIZE) is \(limit) bytes and the store needs "
                + "\(largest); with Postfix, set mailbox_size_limit = 0 or use pipe(8)")
    }
}
