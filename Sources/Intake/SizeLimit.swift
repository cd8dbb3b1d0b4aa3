// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store

/// A limit on the size of files, under which some mail servers run what they pipe to.
package enum SizeLimit {
    /// A store that would outgrow the limit.
    package struct Exceeded: Error, CustomStringConvertible {
        /// A sentence with the remedy.
        package let description: String
    }

    /// Room for what a delivery writes beside the message, in bytes.
    private static let reserveInBytes: Int64 = 4_194_304

    /// Throws `Exceeded` where a message of `messageSize` bytes could make a file of the store larger
    /// than RLIMIT_FSIZE allows: SQLite must not meet that limit in the middle of a commit.
    package static func check(_ location: StoreLocation, messageSize: Int) throws {
        guard let path = location.filePath, let limit = FileSystem.fileSizeLimit,
            limit < UInt64(Int64.max)
        else { return }
        let sizes = try ["", "-wal"].map { try FileSystem.status(path + $0)?.size ?? 0 }
        let largest = (sizes.max() ?? 0) + 2 * Int64(messageSize) + reserveInBytes
        guard largest > Int64(limit) else { return }
        throw Exceeded(
            description: "files may have \(limit) bytes here (RLIMIT_FSIZE) and the store needs "
                + "\(largest); with Postfix set mailbox_size_limit = 0 or use pipe(8)")
    }
}
