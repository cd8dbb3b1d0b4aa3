// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Moves the global options to the end of the arguments, where the parser expects them.
enum GlobalOptionOrder {
    /// Global options that take a value.
    static let valued = ["--store", "--as"]

    /// Options of commands that take a value: the argument after one of them is its value.
    ///
    /// A test compares this list with the options that the parser knows.
    static let valuedOfCommands: Set = [
        "--assign-to", "--attach", "--bench", "--cc", "--config", "--domain", "--exim", "--format",
        "--from", "--golden", "--id", "--keep", "--lang", "--limit", "--older-than", "--owner",
        "--page",
        "--part", "--postfix", "--priority", "--procmail", "--retire", "--saved", "--search",
        "--since", "--sort", "--status", "--subject", "--tag", "--to", "--until", "--write-golden",
        "-f", "-m", "-o", "-r",
    ]

    /// Returns the arguments with the global options at the end, or without them if there is no
    /// command.
    static func arranged(_ arguments: [String]) -> [String] {
        var rest: [String] = []
        var hoisted: [String] = []
        var isJSON = false
        var index = 0
        while index < arguments.count, arguments[index] != "--" {
            let argument = arguments[index]
            index += 1
            let next: String? = index < arguments.count ? arguments[index] : nil
            if argument == "--json" {
                isJSON = true
            } else if argument == "--no-pager" {
                hoisted.append(argument)
            } else if valued.contains(argument) {
                guard let next else {
                    hoisted.append(argument)
                    continue
                }
                // A value that is joined to its option may begin with a hyphen.
                hoisted.append("\(argument)=\(next)")
                index += 1
            } else if valued.contains(where: { argument.hasPrefix("\($0)=") }) {
                hoisted.append(argument)
            } else {
                rest.append(argument)
                if valuedOfCommands.contains(argument), let next {
                    rest.append(next)
                    index += 1
                }
            }
        }
        var tail = Array(arguments[index...])
        if rest.first == "search" {
            let words = takeWords(from: &rest)
            if !words.isEmpty { tail = ["--"] + words + tail.dropFirst() }
        }
        let hasCommand = rest.contains { argument in !argument.hasPrefix("-") }
        if hasCommand {
            if isJSON { rest.append("--json") }
            rest += hoisted
        }
        rest += tail
        return rest
    }

    /// Removes and returns the search terms of `search`; `-word` is a search term, not an option.
    private static func takeWords(from rest: inout [String]) -> [String] {
        var words: [String] = []
        var others = [rest[0]]
        var index = 1
        while index < rest.count {
            let argument = rest[index]
            index += 1
            if argument.hasPrefix("--") || argument == "-h" {
                others.append(argument)
                if valuedOfCommands.contains(argument), index < rest.count {
                    others.append(rest[index])
                    index += 1
                }
            } else {
                words.append(argument)
            }
        }
        rest = others
        return words
    }
}
