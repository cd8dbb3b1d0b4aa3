// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox
import Views

/// `settings history`: which versions there are.
struct SettingsHistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List the applied versions, newest first.")

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let store = try session.openStore()
        session.warnOfEmergencyMail()
        let page = list.piece(isJSON: session.isJSON)
        let versions = try store.settingsHistory(limit: page.limit, offset: page.offset)
        if session.isJSON {
            for version in versions { session.output.json(version.json) }
        } else if versions.isEmpty {
            session.output.note("no settings were applied yet; run `mailclerkctl apply`")
        } else {
            var table = Table([
                Table.Column("Version", upTo: 9, isNumber: true), Table.Column("Applied", upTo: 20),
                Table.Column("By", upTo: 16), Table.Column("Scope", upTo: 8),
                Table.Column("Changes", upTo: nil),
            ])
            for version in versions {
                table.add([
                    Table.Cell(String(version.number)),
                    Table.Cell(Timestamp.readable(version.appliedAt)),
                    Table.Cell("\(version.appliedBy)@\(version.host)"),
                    Table.Cell(version.scope), Table.Cell(version.summary),
                ])
            }
            table.write(to: session.output)
        }
        session.output.finish()
    }
}
