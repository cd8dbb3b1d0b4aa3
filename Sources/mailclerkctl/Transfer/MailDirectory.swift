// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A directory of messages: what is in `new` and `cur` of Maildirs and what is called `*.eml`; where
/// there is nothing of that kind, every file.
struct MailDirectory {
    /// A file that has mail.
    struct File {
        let path: String
        /// Whether it is one message, whatever it looks like.
        let isMessage: Bool
        /// Whether it is in a Maildir, where a file's time is that of the delivery.
        let isDelivered: Bool
        /// Whether a Maildir's flags say that it was read.
        let isSeen: Bool
    }

    private let root: String

    init(_ path: String) {
        root = path
    }

    /// The files by their names, in the order of their bytes.
    func files() throws -> [File] {
        var messages: [(name: String, file: File)] = []
        var others: [(name: String, file: File)] = []
        try FilesBelow.forEach(root) { found in
            guard !found.name.hasPrefix(".") else { return }
            let path = root + "/" + found.path
            let isMessage = found.isDelivered || found.name.hasSuffix(".eml")
            let file = File(
                path: path, isMessage: isMessage, isDelivered: found.isDelivered,
                isSeen: found.isDelivered && Self.flags(found.name).contains("S"))
            // New and old mail of a Maildir is one row: names begin with their time.
            let key = found.isDelivered ? found.name : path
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
