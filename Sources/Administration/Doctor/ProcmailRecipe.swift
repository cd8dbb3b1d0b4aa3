// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A procmail recipe that runs the filter.
struct ProcmailRecipe {
    /// The line number in the file, from 1.
    let line: Int
    /// The flags: `w`, `Wc`.
    let flags: String

    /// Returns the recipes whose action is the filter.
    static func all(in lines: [String]) -> [ProcmailRecipe] {
        var found: [ProcmailRecipe] = []
        var recipe: ProcmailRecipe?
        for (index, line) in lines.enumerated() {
            let text = ConfigurationText.trimmed(line)
            if let match = text.firstMatch(of: /^:[0-9]*\s*([A-Za-z\s]*)/) {
                recipe = ProcmailRecipe(line: index + 1, flags: String(match.1))
            } else if text.isEmpty || text.hasPrefix("#") || text.hasPrefix("*") {
                continue
            } else {
                if let recipe, text.hasPrefix("|"), FilterCommand(text) != nil {
                    found.append(recipe)
                }
                recipe = nil
            }
        }
        return found
    }
}
