// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Finds the files of messages in a directory: the files in `new` and `cur` of Maildirs and files
/// named `*.eml`, or every file if there are no such files.
struct MailDirectory {
    /// A file with messages.
    struct File {
        let path: String
        /// Whether the file is one message, regardless of its first line.
        let isMessage: Bool
        /// Whether the file is in a Maildir, where the time of a file is the time of its delivery.
        let isDelivered: Bool
        /// Whether the Maildir flags mark the message as read.
        let isSeen: Bool
    }

    private let root: String

    init(_ path: String) {
        root = path
    }

    /// Returns the files, sorted by the bytes of their names.
    func files() throws -> [File] {
        var messages: [(name: String, file: File)] = []
        var others: [(name: String, file: File)] = []
        // Files in tmp are not delivered yet.
        try FilesBelow.forEach(root, excluding: "tmp") { found in
            guard !found.name.hasPrefix(".") else { return }
            let isDelivered = found.folder == "cur" || found.folder == "new"
            let path = root + "/" + found.path
            let isMessage = isDelivered || found.name.hasSuffix(".eml")
            let file = File(
                path: path, isMessage: isMessage, isDelivered: isDelivered,
                isSeen: isDelivered && Self.flags(found.name).contains("S"))
            // Files of new and cur are sorted together: their names begin with the time.
            let key = isDelivered ? found.name : path
            if isMessage { messages.append((key, file)) } else { others.append((key, file)) }
        }
        return (messages.isEmpty ? others : messages)
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map(\.file)
    }

    private static func flags(_ name: String) -> Substring {
        guard let colon = name.lastIndex(of: ":") else { return "" }
        let info = name[name.index(after: colon)...]
        return info.hasPrefix("2,") ? info.dropFirst(2) : ""
    }
}
