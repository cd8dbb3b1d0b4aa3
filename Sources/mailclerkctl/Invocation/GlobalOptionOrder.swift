// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Moves the global options behind the command's name, where the parser looks for them.
enum GlobalOptionOrder {
    /// Global options that take a value.
    private static let valued = ["--store", "--as"]

    /// Options of commands that take a value: what follows one is no option, whatever it looks
    /// like.
    private static let valuedOfCommands: Set = [
        "--attach", "--cc", "--config", "--format", "--from", "--golden", "--id", "--lang",
        "--limit", "--older-than", "--page", "--part", "--retire", "--saved", "--search",
        "--since", "--sort", "--status", "--subject", "--to", "--until", "--write-golden", "-f",
        "-m", "-o", "-r",
    ]

    /// The arguments with the global options at their end; of a command line without a command
    /// they are left out, as there is nothing that they could be about.
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
                // Joined to the option a value may look like anything.
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

    /// Takes what is searched for out of the arguments of `search`: `-word` is no option there.
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
