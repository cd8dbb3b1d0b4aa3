// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform

/// `settings diff`: what differs between two versions.
struct SettingsDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what differs between two versions.")

    @Argument(help: ArgumentHelp("The older version's number.", valueName: "a"))
    var from: Int64

    @Argument(
        help: ArgumentHelp(
            "The newer one's; the settings in force unless given.", valueName: "b"))
    var to: Int64?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let lines = try SettingsHistory.difference(from: from, to: to, in: session.openStore())
        if session.isJSON {
            session.output.json(["differences": .array(lines.map { .string($0) })])
        } else if lines.isEmpty {
            session.output.note("nothing differs")
        } else {
            for line in lines { session.output.line(Terminal.sanitised(line)) }
        }
        session.output.finish()
    }
}
