// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform

/// `settings diff`: compares two versions.
struct SettingsDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Print the differences between two versions.")

    @Argument(help: ArgumentHelp("The number of the older version.", valueName: "a"))
    var from: Int64

    @Argument(
        help: ArgumentHelp(
            "The number of the newer version. The default is the current settings.", valueName: "b")
    )
    var to: Int64?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let lines = try SettingsHistory.difference(from: from, to: to, in: session.openStore())
        if session.isJSON {
            session.output.json(["differences": .array(lines.map { .string($0) })])
        } else if lines.isEmpty {
            session.output.note("no differences")
        } else {
            for line in lines { session.output.line(Terminal.sanitised(line)) }
        }
        session.output.finish()
    }
}
