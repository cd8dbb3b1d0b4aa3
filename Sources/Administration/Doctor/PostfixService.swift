// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An entry in `master.cf` that runs the filter with pipe(8).
struct PostfixService {
    /// The name of the transport.
    let name: String
    /// The attributes before `argv=`: `user`, `null_sender`, `flags`.
    let attributes: [String: String]
    /// The filter command.
    let command: FilterCommand
    /// The words of the command.
    let arguments: [String]

    /// Parses an entry, which must be on one line.
    ///
    /// - Returns: Nil if the entry does not run the filter.
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

    /// Returns whether a flag of pipe(8) is set: `R` for Return-Path, `O` for X-Original-To.
    func has(flag: Character) -> Bool { attributes["flags"]?.contains(flag) ?? false }

    /// Returns whether an argument contains a macro of pipe(8), such as `sender`.
    func passes(_ macro: String) -> Bool {
        arguments.contains { $0.contains("${\(macro)}") || $0 == "$\(macro)" }
    }

    /// The user without the group; nil if there is none.
    var user: String? {
        attributes["user"].map { String($0.prefix { $0 != ":" }) }
    }
}
