// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

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
        let bytes = try FileSystem.read(path)
        let name = String(
            path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
        let ranges = Self.messages(inMbox: bytes)
        if ranges.count <= 1 { return [try TrialMessage(name: name, place: 0) { bytes }] }
        return try ranges.enumerated().map { place, range in
            try TrialMessage(name: "\(name)#\(place + 1)", place: place) { Array(bytes[range]) }
        }
    }

    /// Returns the ranges of the messages of an mbox, or one range for anything else.
    ///
    /// A message starts with its `From ` line, which begins the file or follows an empty line.
    private static func messages(inMbox bytes: [UInt8]) -> [Range<Int>] {
        let mark = Array("From ".utf8)
        guard bytes.starts(with: mark) else { return [0..<bytes.count] }
        var starts = [0]
        var isAfterEmptyLine = false
        var lineStart = 0
        while let lineEnd = bytes[lineStart...].firstIndex(of: 10) {
            let line = bytes[lineStart..<lineEnd]
            if isAfterEmptyLine, line.starts(with: mark) { starts.append(lineStart) }
            isAfterEmptyLine = line.isEmpty || line.elementsEqual([13])
            lineStart = lineEnd + 1
        }
        return zip(starts, starts.dropFirst() + [bytes.count]).map { $0..<$1 }
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
