// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Reads the keys of one table of the settings file, one by one.
///
/// Keys that were never read are unknown, and `finish` reports them. A value of the wrong type is
/// reported and treated as absent, so that all mistakes of a file are reported in one run.
struct TableReader {
    /// The table's name as in the file, `mailboxes.support`; empty for the complete file.
    let name: String
    /// The position of the table's header or key.
    let position: SourcePosition
    /// The collector of the diagnostics.
    let diagnostics: DiagnosticCollector
    private let members: [String: LocatedValue]
    private var known: Set<String> = []

    init(
        name: String, position: SourcePosition, members: [String: LocatedValue],
        diagnostics: DiagnosticCollector
    ) {
        self.name = name
        self.position = position
        self.members = members
        self.diagnostics = diagnostics
    }

    /// The existing keys, sorted.
    var keys: [String] { members.keys.sorted() }

    /// Returns the position of `key`, else that of the table.
    func position(of key: String) -> SourcePosition {
        members[key]?.position ?? position
    }

    /// Returns whether `key` exists, with a value of any type.
    func has(_ key: String) -> Bool { members[key] != nil }

    /// Returns the value of `key` and marks the key as known.
    mutating func take(_ key: String) -> LocatedValue? {
        known.insert(key)
        return members[key]
    }

    /// Marks `keys` as known without reading them.
    mutating func allow(_ keys: String...) {
        known.formUnion(keys)
    }

    /// Reports the unknown keys.
    func finish() {
        for (key, value) in members where !known.contains(key) {
            let place = name.isEmpty ? "" : " in [\(name)]"
            diagnostics.error(
                value.position,
                "unknown key \"\(key)\"\(place)" + SpellingSuggestion.hint(for: key, among: known))
        }
    }

    /// Reports that the value of `key` has the wrong type.
    func mismatch(_ key: String, _ value: LocatedValue, wanted: String) {
        diagnostics.error(value.position, "\"\(key)\" must be \(wanted), not \(value.kind)")
    }

    /// Returns the name of a member table, quoted according to TOML.
    func name(of key: String) -> String {
        let isBare =
            !key.isEmpty
            && key.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
        let part = isBare ? key : "\"\(key)\""
        return name.isEmpty ? part : "\(name).\(part)"
    }
}
