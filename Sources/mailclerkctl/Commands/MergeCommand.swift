// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Views

/// `merge`: merges two cases.
struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Merge a case into another case of the same mailbox.",
        discussion: "Case m is closed, and its mail belongs to case n from now on.")

    @Argument(help: ArgumentHelp("The number of the case that remains.", valueName: "n"))
    var number: Int64

    @Argument(help: ArgumentHelp("The number of the case to merge into it.", valueName: "m"))
    var duplicate: Int64

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDesk()
        let row = try desk.merge(case: duplicate, into: number, at: session.clock.now())
        try session.report(
            try desk.json(of: row), ["merged case \(duplicate) into case \(number)"])
    }
}
