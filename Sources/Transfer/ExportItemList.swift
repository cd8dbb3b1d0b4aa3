// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk

/// The list of the emails of an export, as a helper process prints it.
package enum ExportItemList {
    /// At most 64 emails and about 8 MB in one chunk, because a chunk is held in memory.
    private static let mostMessages = 64
    private static let mostBytes: Int64 = 8 * 1_048_576

    /// Returns the line of an email, its ID and its size in bytes: `12 4711`.
    package static func line(_ item: Desk.ExportItem) -> String { "\(item.id) \(item.size)" }

    /// Parses the lines of a list and ignores all other lines.
    package static func parse(_ bytes: [UInt8]) -> [Desk.ExportItem] {
        bytes.split(separator: 10).compactMap { line in
            let words = line.split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 2, let id = Int64(words[0]), let size = Int64(words[1]) else {
                return nil
            }
            return Desk.ExportItem(id: id, size: size)
        }
    }

    /// Divides emails into chunks, each of which is read at once and has at least one email.
    package static func chunks(of items: [Desk.ExportItem]) -> [ArraySlice<Desk.ExportItem>] {
        var chunks: [ArraySlice<Desk.ExportItem>] = []
        var rest = items[...]
        while let first = rest.first {
            var size = first.size
            var count = 1
            for item in rest.dropFirst().prefix(mostMessages - 1) {
                size += item.size
                if size > mostBytes { break }
                count += 1
            }
            chunks.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return chunks
    }
}
