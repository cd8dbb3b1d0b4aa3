// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform

/// `check`: the quick look for monitoring.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Look quickly whether all is well, for monitoring.",
        discussion: "Exit status: 0 well, 1 warning, 2 error.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        try session.becomeOwner()
        session.warnOfEmergencyMail()
        let results = Check.run(storePath: session.storePath, now: session.clock.now())
        for result in results {
            if session.isJSON {
                session.output.json([
                    "name": .string(result.name), "level": .string(result.level.name),
                    "message": .string(result.message), "remedy": JSON(optional: result.remedy),
                ])
            } else {
                let remedy = result.remedy.map { " (\($0))" } ?? ""
                session.output.line(
                    Terminal.sanitised(
                        "\(result.level.name): \(result.name): \(result.message)\(remedy)"))
            }
        }
        session.output.finish()
        let worst = Check.worst(results)
        if worst != .ok { throw ExitCode(worst.rawValue) }
    }
}
