// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox
import Views

/// `settings history`: lists the versions.
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
        let view = SettingsHistoryView(
            try store.settingsHistory(limit: page.limit, offset: page.offset))
        session.output.writeList(view.table, view.json, orEmpty: SettingsHistoryView.emptyText)
        session.output.finish()
    }
}
