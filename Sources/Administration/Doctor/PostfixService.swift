// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An entry of `master.cf` that runs the filter by pipe(8).
struct PostfixService {
    /// The transport's name.
    let name: String
    /// The attributes before `argv=`: `user`, `null_sender`, `flags`.
    let attributes: [String: String]
    /// What it runs.
    let command: FilterCommand
    /// What it runs, in words.
    let arguments: [String]

    /// Reads an entry, which must be on one line.
    ///
    /// - Returns: nil for an entry that has nothing to do with the filter.
    init?(_ line: String) {
        // service type private unprivileged chroot wakeup maxproc command argument...
        let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        guard words.count > 8, words[7] == "pipe",
            let start = words.firstIndex(where: { $0.hasPrefix("argv=") }), start > 7
        else { return nil }
        arguments = [String(words[start].dropFirst(5))] + words[(start + 1)...]
        guard let command = FilterCommand(arguments.joined(separator: " ")) else { return nil }
        name = words[0]
        self.command = command
        attributes = Dictionary(words[8..<start].compactMap(ConfigurationText.setting)) {
            _, last in last
        }
    }

    /// Whether a flag of pipe(8) is set: `R` for Return-Path, `O` for X-Original-To.
    func has(flag: Character) -> Bool { attributes["flags"]?.contains(flag) ?? false }

    /// Whether one of the arguments holds a macro of pipe(8), such as `sender`.
    func passes(_ macro: String) -> Bool {
        arguments.contains { $0.contains("${\(macro)}") || $0 == "$\(macro)" }
    }

    /// The user without the group; nil where there is none.
    var user: String? {
        attributes["user"].map { String($0.prefix { $0 != ":" }) }
    }
}
