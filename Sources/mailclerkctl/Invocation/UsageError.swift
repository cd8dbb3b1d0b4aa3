// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Rewrites the argument parser's messages about a wrong command line, as one line in the form of
/// mailclerk's messages.
enum UsageError {
    /// Returns the message for a text of the parser and the arguments that it parsed.
    static func text(_ message: String, arguments: [String]) -> String {
        let command = CommandName(in: arguments)
        return (command.problem ?? rewritten(message)) + "; " + command.advice
    }

    /// Returns a text of the parser as one line that begins with a lower-case letter.
    static func rewritten(_ message: String) -> String {
        let lines = message.split(whereSeparator: \.isNewline).map { line in
            String(line.drop { $0 == " " })
        }
        if let match = lines.first?.wholeMatch(of: invalidValue) {
            return invalid(String(match.1), for: String(match.2), match.3.map(String.init), lines)
        }
        var text = lines.joined(separator: " ")
        if text.hasSuffix(".") { text.removeLast() }
        for (pattern, replacement) in forms {
            if let match = text.wholeMatch(of: pattern) { return replacement(String(match.1)) }
        }
        if let match = text.wholeMatch(of: excluded) {
            return "\(match.1) and \(match.2) exclude each other"
        }
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    /// The pattern of "The value 'x' is invalid for '<server>'" with an explanation or a list of
    /// values, which is in the same line or in further lines that begin with a hyphen.
    private static var invalidValue: Regex<(Substring, Substring, Substring, Substring?)> {
        /The value '(.*)' is invalid for '([^']*)'(?:: |\. Please provide one of )?(.*)?/
    }

    private static var excluded: Regex<(Substring, Substring, Substring)> {
        /Value to be set with flag '([^']*)' had already been set with flag '([^']*)'/
    }

    private static var forms: [(Regex<(Substring, Substring)>, (String) -> String)] {
        [
            (/Unknown option '([^']*)'/, { "unknown option \($0)" }),
            (/Unknown option '([^']*'\. Did you mean '[^']*)'\?/, { suggestion($0) }),
            (/Missing expected argument '([^']*)'/, { "missing argument \($0)" }),
            (/Missing value for '([^']*)'/, { "missing value for \($0)" }),
            (/Missing one of: (.*)/, { "missing one of \(straight($0))" }),
            (/Unexpected argument '(.*)'/, { "unexpected argument \"\($0)\"" }),
            (/[0-9]+ unexpected arguments: (.*)/, { "unexpected arguments \(straight($0))" }),
            (/The option '([^']*)' does not take any value.*/, { "\($0) takes no value" }),
        ]
    }

    private static func suggestion(_ options: String) -> String {
        let parts = options.split(separator: "'")
        return "unknown option \(parts.first ?? "") (did you mean \(parts.last ?? "")?)"
    }

    private static func invalid(
        _ value: String, for name: String, _ explanation: String?, _ lines: [String]
    ) -> String {
        let text = "invalid value \"\(value)\" for \(name)"
        let items = lines.dropFirst().filter { $0.hasPrefix("- ") }.map { $0.dropFirst(2) }
        if !items.isEmpty { return "\(text); expected one of \(items.joined(separator: ", "))" }
        guard let explanation, !explanation.isEmpty else { return text }
        let words = explanation.hasSuffix(".") ? String(explanation.dropLast()) : explanation
        guard words.hasPrefix("'") else { return "\(text): \(words)" }
        let list = words.replacing("'", with: "").replacing(" and ", with: " or ")
        return "\(text); expected \(list)"
    }

    private static func straight(_ list: String) -> String { list.replacing("'", with: "\"") }
}
