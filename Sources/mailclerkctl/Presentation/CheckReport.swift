// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform

/// Prints the results of `check` and `doctor`, and sets the exit status by the worst of them.
enum CheckReport {
    static func write(_ results: [CheckResult], to session: Session) throws {
        for result in results {
            if session.isJSON {
                session.output.json([
                    "name": .string(result.name), "level": .string(result.level.name),
                    "message": .string(result.message), "remedy": JSON(optional: result.remedy),
                ])
            } else {
                let remedy = result.remedy.map { " (fix: \($0))" } ?? ""
                session.output.line(
                    Terminal.sanitised(
                        "\(result.level.name): \(result.name): \(result.message)\(remedy)"))
            }
        }
        session.output.finish()
        let worst = Check.worst(results)
        if worst != .ok { throw ExitCode(worst.exitStatus) }
    }
}
