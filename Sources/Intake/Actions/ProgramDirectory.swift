// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform
import Store

/// The private directory that a program runs in: the message and its attachments as files.
///
/// The directory is removed after the run. Its name is derived from the outbox entry, so that the
/// next run of the entry removes what a killed runner left behind.
struct ProgramDirectory {
    /// An attachment as a file.
    struct File {
        /// Its path.
        let path: String
        /// The name that the sender gave it; nil if there is none.
        let fileName: String?
        /// The content type without parameters.
        let contentType: String
        /// Its length in bytes.
        let size: Int
    }

    /// The path of the directory, whose mode is 0700.
    let path: String

    /// The path of the complete message in the directory.
    var messagePath: String { path + "/message.eml" }

    /// The directory for a run of this outbox entry; it does not exist yet.
    init(beside location: StoreLocation, outboxID: Int64) {
        path = location.companion("action-\(outboxID)")
    }

    /// Creates the directory with its files, each 0600, and replaces one that was left behind.
    func fill(with message: Message) throws(SystemError) -> [File] {
        try FileSystem.removeTree(path)
        try FileSystem.makeDirectory(path, mode: 0o700)
        try FileSystem.create(messagePath, message.bytes, isSynced: false)
        var files: [File] = []
        for (index, attachment) in message.attachments.enumerated() {
            // The number makes the name unique if two attachments have equal names.
            let place = "\(path)/\(index + 1)-\(attachment.safeFileName)"
            let bytes = attachment.data()
            try FileSystem.create(place, bytes, isSynced: false)
            files.append(
                File(
                    path: place, fileName: attachment.fileName,
                    contentType: attachment.contentType, size: bytes.count))
        }
        return files
    }

    /// Removes the directory and its contents.
    ///
    /// Files that the program made unremovable stay until the next run of the entry.
    func remove() {
        try? FileSystem.removeTree(path)
    }
}
