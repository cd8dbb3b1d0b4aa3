// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Reads configuration files of mail servers.
enum ConfigurationText {
    /// At most 16 MB, because no configuration file is longer.
    private static let limitInBytes = 16_000_000

    /// Returns the lines of a file.
    static func read(_ path: String) throws(SystemError) -> [String] {
        let bytes = try FileSystem.read(path, limitInBytes: limitInBytes)
        return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Joins lines as Postfix does: a line that begins with a blank continues the previous one.
    ///
    /// Comments and empty lines are removed.
    static func joined(_ lines: [String]) -> [String] {
        var joined: [String] = []
        for line in lines {
            let text = trimmed(line)
            if text.isEmpty || text.hasPrefix("#") { continue }
            if let first = line.utf8.first, first == 0x20 || first == 0x09, !joined.isEmpty {
                joined[joined.count - 1] += " " + text
            } else {
                joined.append(text)
            }
        }
        return joined
    }

    /// Returns the text without surrounding blanks.
    static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text)
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        return String(rest)
    }

    /// Returns the name and the value of `name = value`; nil for other lines.
    static func setting(_ line: String) -> (name: String, value: String)? {
        guard let sign = line.firstIndex(of: "=") else { return nil }
        return (trimmed(line[..<sign]), trimmed(line[line.index(after: sign)...]))
    }
}
