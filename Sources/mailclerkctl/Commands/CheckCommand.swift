// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Platform

/// `check`: checks the store quickly.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the store quickly, for monitoring.",
        discussion: "Exit status: \(ExitStatus.list([.done] + ExitStatus.ofChecks)).")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        try session.becomeOwner()
        session.warnOfEmergencyMail()
        var results = Check.run(session.location, now: session.clock.now())
        if !session.caller.viewer.isOwner { results = results.map(\.withoutCounts) }
        try CheckReport.write(results, to: session)
    }
}
