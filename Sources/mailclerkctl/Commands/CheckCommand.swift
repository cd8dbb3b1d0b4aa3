// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser

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
        var results = Check.run(session.location, now: session.clock.now())
        if !session.caller.viewer.isOwner { results = results.map(\.withoutCounts) }
        try CheckReport.write(results, to: session)
    }
}
