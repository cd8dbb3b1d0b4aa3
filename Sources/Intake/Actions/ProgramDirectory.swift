// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform
import Store

/// The private directory that a program runs in: the message and its attachments as files.
///
/// It goes with the run. Its name comes from the outbox entry, so that the next run of the same
/// entry finds and removes what a runner that was killed left behind.
struct ProgramDirectory {
    /// An attachment as a file.
    struct File {
        /// Where it is.
        let path: String
        /// The name as the sender wrote it; nil: none.
        let fileName: String?
        /// The content type without parameters.
        let contentType: String
        /// Its length in bytes.
        let size: Int
    }

    /// The directory, 0700.
    let path: String

    /// The whole message in it.
    var messagePath: String { path + "/message.eml" }

    /// The directory for a run of this entry of the store's outbox; it is not made yet.
    init(beside location: StoreLocation, outboxID: Int64) {
        path = location.companion("action-\(outboxID)")
    }

    /// Makes the directory with its files, each 0600, in place of one that was left behind.
    func fill(with message: Message) throws(SystemError) -> [File] {
        try FileSystem.removeTree(path)
        try FileSystem.makeDirectory(path, mode: 0o700)
        try FileSystem.create(messagePath, message.bytes, isSynced: false)
        var files: [File] = []
        for (index, attachment) in message.attachments.enumerated() {
            // The number makes the name its own, whatever the sender called two of them.
            let place = "\(path)/\(index + 1)-\(attachment.safeFileName)"
            let bytes = attachment.data() ?? attachment.part.decodedBody()
            try FileSystem.create(place, bytes, isSynced: false)
            files.append(
                File(
                    path: place, fileName: attachment.fileName,
                    contentType: attachment.contentType, size: bytes.count))
        }
        return files
    }

    /// Removes the directory with all that is in it.
    ///
    /// What the program made unremovable stays until the next run of the same entry.
    func remove() {
        try? FileSystem.removeTree(path)
    }
}
