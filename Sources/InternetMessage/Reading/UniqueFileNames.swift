// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Makes file names differ from each other, also on file systems that ignore upper and lower case.
struct UniqueFileNames {
    private var taken: Set<String> = []
    /// The number that a further file with this name gets, so that many equal names cost no search.
    private var next: [String: Int] = [:]

    /// Returns the name, or the name with a number before its suffix if it is taken: `photo-2.jpg`.
    mutating func add(_ name: String, limitInBytes: Int) -> String {
        let key = name.lowercased()
        var number = next[key] ?? 1
        var candidate = number == 1 ? name : Self.numbered(name, number, limitInBytes: limitInBytes)
        while !taken.insert(candidate.lowercased()).inserted {
            number += 1
            candidate = Self.numbered(name, number, limitInBytes: limitInBytes)
        }
        next[key] = number + 1
        return candidate
    }

    private static func numbered(_ name: String, _ number: Int, limitInBytes: Int) -> String {
        let dot = name.utf8.lastIndex(of: ASCII.dot) ?? name.endIndex
        let suffix = "-\(number)" + name[dot...]
        var base = String.UnicodeScalarView()
        var length = suffix.utf8.count
        for scalar in name[..<dot].unicodeScalars {
            length += UTF8.width(scalar)
            if length > limitInBytes { break }
            base.append(scalar)
        }
        return String(base) + suffix
    }
}
