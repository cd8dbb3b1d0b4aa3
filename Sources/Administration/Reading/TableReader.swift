// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One table of the settings file while its keys are taken out one by one.
///
/// A key that nobody asked for is unknown: `finish` says so. A value of the wrong type is reported
/// and read as if it were absent, so that all mistakes of a file come out at once.
struct TableReader {
    /// The table's name as it stands in the file, `mailboxes.support`; empty for the whole file.
    let name: String
    /// Where the table's header or key stands.
    let position: SourcePosition
    /// Where diagnostics go.
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

    /// The keys that are there, sorted.
    var keys: [String] { members.keys.sorted() }

    /// Where `key` stands, else where the table does.
    func position(of key: String) -> SourcePosition {
        members[key]?.position ?? position
    }

    /// Whether `key` is there, of whatever type.
    func has(_ key: String) -> Bool { members[key] != nil }

    /// The value of `key`, which is a known key from now on.
    mutating func take(_ key: String) -> LocatedValue? {
        known.insert(key)
        return members[key]
    }

    /// Makes `keys` known without reading them.
    mutating func allow(_ keys: String...) {
        known.formUnion(keys)
    }

    /// Reports the keys that nothing asked for.
    func finish() {
        for (key, value) in members where !known.contains(key) {
            let place = name.isEmpty ? "" : " in [\(name)]"
            diagnostics.error(
                value.position,
                "unknown key \"\(key)\"\(place)" + SpellingSuggestion.hint(for: key, among: known))
        }
    }

    /// Reports that the value of `key` is of a wrong type.
    func mismatch(_ key: String, _ value: LocatedValue, wanted: String) {
        diagnostics.error(value.position, "\"\(key)\" must be \(wanted), not \(value.kind)")
    }

    /// The name of a member table, quoted as TOML wants it.
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
