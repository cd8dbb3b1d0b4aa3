// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// A command line that runs the filter.
struct FilterCommand: Equatable {
    /// The path of the filter.
    let program: String
    /// The deadline set with `-t`, in seconds; nil without this option.
    let deadlineInSeconds: Int?

    /// Finds the filter in a command line, whether it is run directly, by a shell or by sudo.
    ///
    /// - Returns: Nil if the command does not run the filter.
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

    /// Returns the problem of the program: it is missing, or its user may not run it; nil if none.
    func problem(name: String, place: String, user: Account) -> CheckResult? {
        guard program.hasPrefix("/"), let problem = ProgramPath.problem(program, user: user) else {
            return nil
        }
        return CheckResult(
            level: .error, name: name, message: "\(place) runs \(program): \(problem)",
            remedy: "install the program there, owned by root with mode 0755, or correct the path")
    }
}
