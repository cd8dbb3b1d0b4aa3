// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// An alias table of Postfix.
struct PostfixAliasTable {
    /// The text file that `postalias` reads.
    let path: String
    /// The index file that Postfix reads, whose owner runs the commands.
    let indexPath: String

    private static let suffixes = [
        "hash": ".db", "btree": ".db", "dbm": ".pag", "cdb": ".cdb", "lmdb": ".lmdb",
        "texthash": "",
    ]

    /// Creates a table from an entry of `alias_maps`: `hash:/etc/aliases`.
    ///
    /// - Returns: Nil if the table is not in a file.
    init?(_ name: String) {
        let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[1].hasPrefix("/"), let suffix = Self.suffixes[parts[0]]
        else { return nil }
        path = parts[1]
        indexPath = parts[1] + suffix
    }

    /// Returns each alias with the filter command that it runs, if any; empty if the file is
    /// missing.
    func entries() throws(SystemError) -> [(name: String, filter: FilterCommand?)] {
        guard try FileSystem.status(path) != nil else { return [] }
        return ConfigurationText.joined(try ConfigurationText.read(path)).compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = ConfigurationText.trimmed(line[line.index(after: colon)...])
            return (
                ConfigurationText.trimmed(line[..<colon]),
                value.contains("|") ? FilterCommand(value) : nil
            )
        }
    }
}
