// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// A command line that runs the filter.
struct FilterCommand: Equatable {
    /// The filter's path.
    let program: String
    /// The deadline that `-t` gives, in seconds; nil: none.
    let deadlineInSeconds: Int?

    /// Finds the filter in a command line, be it run by a shell, by sudo or the like.
    ///
    /// - Returns: nil if the filter isn't run.
    init?(_ line: String) {
        let words = line.split(whereSeparator: Self.separates).map(String.init)
        guard let place = words.firstIndex(where: Self.isFilter) else { return nil }
        program = words[place]
        let rest = words[(place + 1)...]
        if let option = rest.firstIndex(of: "-t"), option + 1 < rest.endIndex {
            deadlineInSeconds = Int(rest[option + 1])
        } else {
            deadlineInSeconds =
                rest.lazy.filter { $0.hasPrefix("-t") }
                .compactMap { Int($0.dropFirst(2)) }.first
        }
    }

    private static func separates(_ character: Character) -> Bool {
        " \t\"'|,".contains(character)
    }

    private static func isFilter(_ word: String) -> Bool {
        word == "mailclerk" || word.hasSuffix("/mailclerk")
    }

    /// What is wrong with the program: it is missing, or its user may not run it.
    func problem(name: String, place: String, user: Account) -> CheckResult? {
        guard program.hasPrefix("/"), let problem = ProgramPath.problem(program, user: user) else {
            return nil
        }
        return CheckResult(
            level: .error, name: name, message: "\(place) runs \(program): \(problem)",
            remedy: "install the program there, root's and 0755, or name the right place")
    }
}
