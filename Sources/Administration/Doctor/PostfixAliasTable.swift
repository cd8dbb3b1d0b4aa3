// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// A table of aliases of Postfix.
struct PostfixAliasTable {
    /// The text that `postalias` reads.
    let path: String
    /// The file that Postfix reads, whose owner runs the commands.
    let indexPath: String

    private static let endings = [
        "hash": ".db", "btree": ".db", "dbm": ".pag", "cdb": ".cdb", "lmdb": ".lmdb",
        "texthash": "",
    ]

    /// A table as `alias_maps` names it: `hash:/etc/aliases`.
    ///
    /// - Returns: nil for one that is in no file.
    init?(_ name: String) {
        let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[1].hasPrefix("/"), let ending = Self.endings[parts[0]]
        else { return nil }
        path = parts[1]
        indexPath = parts[1] + ending
    }

    /// Each alias with the filter that it runs, if it does; none where there is no file.
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
