// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform

/// Reads messages from files: a directory of messages, a Maildir, an mbox, or one message.
package struct TrialFiles {
    private let path: String
    private let readsAtOnce: Bool

    /// Creates a reader of the messages at a path.
    ///
    /// If `readsAtOnce` is true, all files are read immediately, because the process may not be
    /// able to read them later.
    package init(path: String, readsAtOnce: Bool) {
        self.path = path
        self.readsAtOnce = readsAtOnce
    }

    /// Returns the messages in the order of their names, or of the mbox.
    ///
    /// - Throws: `TrialError` if there are no messages, or `SystemError`.
    package func messages() throws -> [TrialMessage] {
        guard let status = try FileSystem.status(path) else {
            throw TrialError.noSuchSource(path)
        }
        guard status.isDirectory else { return try messages(inFile: path) }
        let names = try paths(below: path)
        guard !names.isEmpty else {
            throw TrialError.noMessages(directory: path)
        }
        return try names.enumerated().map { place, name in
            let file = path + "/" + name
            guard readsAtOnce else {
                return try TrialMessage(name: name, place: place) { try FileSystem.read(file) }
            }
            let bytes = try FileSystem.read(file)
            return try TrialMessage(name: name, place: place) { bytes }
        }
    }

    private func messages(inFile path: String) throws -> [TrialMessage] {
        let file = try InputFile(path)
        let name = String(
            path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
        var mbox = MboxReader()
        var entries: [MboxReader.Entry] = []
        while let entry = try mbox.next({ try file.read() }) { entries.append(entry) }
        guard !entries.isEmpty else {
            let bytes = try mbox.rest { try file.read() }
            return [try TrialMessage(name: name, place: 0) { bytes }]
        }
        return try entries.enumerated().map { place, entry in
            try TrialMessage(
                name: entries.count == 1 ? name : "\(name)#\(place + 1)", place: place,
                sender: entry.line.sender
            ) { entry.raw }
        }
    }

    /// Returns the relative paths of the messages in a directory, sorted by their bytes: the files
    /// in `cur` and `new` and files named `*.eml`, or every file if there are no such files.
    private func paths(below root: String) throws -> [String] {
        var found: [String] = []
        var others: [String] = []
        // Files in tmp are not delivered yet.
        try FilesBelow.forEach(root, excluding: "tmp") { file in
            // The name of the given directory itself does not make it a folder of a Maildir.
            let isInMaildir =
                (file.folder == "cur" || file.folder == "new") && file.path.contains("/")
            if isInMaildir || file.name.lowercased().hasSuffix(".eml") {
                found.append(file.path)
            } else if !file.name.hasPrefix(".") {
                others.append(file.path)
            }
        }
        return (found.isEmpty ? others : found).sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
    }
}
