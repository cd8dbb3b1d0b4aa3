// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON
import Views

/// `merge`: two cases that are one.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make one case part of another.",
        discussion: """
            The first stays; the second is closed, and its mail is the first's from now on.
            """)

    @Argument(help: ArgumentHelp("The case that stays.", valueName: "n"))
    var number: Int64

    @Argument(help: ArgumentHelp("The case that becomes part of it.", valueName: "m"))
    var duplicate: Int64

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDesk()
        let row = try desk.merge(case: duplicate, into: number, at: session.clock.now())
        if session.isJSON {
            session.output.json(row.json(emailIDs: try desk.emailIDs(ofCase: number)))
        } else {
            session.output.line("case \(duplicate) is part of case \(number) now")
        }
        session.output.finish()
    }
}
