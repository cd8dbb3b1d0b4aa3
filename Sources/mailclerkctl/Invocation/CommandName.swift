// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser

/// The name of a command as it was typed, with the names of its parents: `settings show`.
struct CommandName {
    /// The words that name commands.
    private(set) var words: [String] = []
    /// The word in the place of a command or subcommand that does not exist; nil if there is none.
    private(set) var unknown: String?
    /// The subcommands of the last command; empty for one without subcommands.
    private(set) var candidates: [String] = []

    /// Reads the name from the start of arguments whose global options are at the end.
    init(in arguments: [String]) {
        var configuration = RootCommand.configuration
        var rest = arguments[...]
        while true {
            let subcommands = configuration.subcommands.map { $0.configuration }
            let hasDefault = configuration.defaultSubcommand != nil
            candidates =
                hasDefault
                ? [] : subcommands.filter(\.shouldDisplay).compactMap(\.commandName)
            guard !subcommands.isEmpty, let word = rest.first, !word.hasPrefix("-"), word != "help"
            else { return }
            guard let next = subcommands.first(where: { $0.commandName == word }) else {
                if !hasDefault { unknown = word }
                return
            }
            words.append(word)
            rest = rest.dropFirst()
            configuration = next
        }
    }

    /// The error in the name; nil if it names a command that can be run.
    var problem: String? {
        let name = (words + (unknown.map { [$0] } ?? [])).joined(separator: " ")
        if let unknown {
            let hint = SpellingSuggestion.hint(for: unknown, among: candidates)
            return "no such command: \"\(name)\"\(hint)"
        }
        guard !words.isEmpty, !candidates.isEmpty else { return nil }
        return "\"\(name)\" must be followed by one of: \(candidates.joined(separator: ", "))"
    }

    /// The reference to the help text: `see "mailclerkctl help settings show"`.
    var advice: String {
        "see \"" + (["mailclerkctl", "help"] + words).joined(separator: " ") + "\""
    }
}
