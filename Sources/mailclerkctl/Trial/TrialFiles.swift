// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox

/// Finds messages in files: a directory of them, a Maildir, an mbox, or one message.
struct TrialFiles {
    let path: String
    /// The files are read now, not when their turn comes, since this process may not read them
    /// then.
    let readsAtOnce: Bool

    /// The messages in the order of their names, or as they stand in the mbox.
    func messages() throws -> [TrialMessage] {
        guard let status = try FileSystem.status(path) else {
            throw CommandProblem(.noInput, "there is no mailbox, file or directory “\(path)”")
        }
        guard status.isDirectory else { return try messages(inFile: path) }
        let names = try paths(below: path)
        guard !names.isEmpty else {
            throw CommandProblem(.noInput, "there are no messages in \(path)")
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

    /// Where the messages of an mbox stand, each with its `From ` line, which begins the file or
    /// follows an empty line; one range for anything that is no mbox.
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

    /// The paths of the messages below a directory, from it, sorted by their bytes: what is in
    /// `cur` and `new` and what is called `*.eml`; where there is nothing of that kind, every file.
    private func paths(below root: String) throws -> [String] {
        var found: [String] = []
        var others: [String] = []
        try FilesBelow.forEach(root) { file in
            // The directory given is a Maildir's own, or none, whatever its name.
            let isInMaildir = file.isDelivered && file.path.contains("/")
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
