// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON
import Views

/// `merge`: merges two cases.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Merge a case into another.",
        discussion: """
            The second case is closed, and its mail then belongs to the first.
            """)

    @Argument(help: ArgumentHelp("The case that remains.", valueName: "n"))
    var number: Int64

    @Argument(help: ArgumentHelp("The case to merge into it.", valueName: "m"))
    var duplicate: Int64

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDesk()
        let row = try desk.merge(case: duplicate, into: number, at: session.clock.now())
        if session.isJSON {
            session.output.json(row.json(emailIDs: try desk.emailIDs(ofCase: number)))
        } else {
            session.output.line("merged case \(duplicate) into case \(number)")
        }
        session.output.finish()
    }
}
