// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Store
import SystemMailbox
import Views

/// `settings`: shows and restores versions of the settings.
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "List, compare, print or restore applied settings.",
        subcommands: [
            SettingsHistoryCommand.self, SettingsDiffCommand.self, SettingsRollbackCommand.self,
            SettingsShowCommand.self,
        ])
}

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
        let page = list.page(of: session)
        let view = SettingsHistoryView(
            try store.settingsHistory(limit: page.limit, offset: page.offset))
        session.output.writeList(view.table, view.json, orEmpty: SettingsHistoryView.emptyText)
        session.output.finish()
    }
}

/// `settings diff`: prints the differences between two versions.
struct SettingsDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Print the differences between two versions.")

    @Argument(help: ArgumentHelp("The number of the older version.", valueName: "a"))
    var from: Int64

    @Argument(
        help: ArgumentHelp(
            "The number of the newer version. The default is the current settings.",
            valueName: "b"))
    var to: Int64?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let lines = try SettingsHistory.difference(from: from, to: to, in: session.openStore())
        if lines.isEmpty, !session.isJSON { session.output.note("no differences") }
        session.report(["differences": .array(lines.map { .string($0) })], lines)
    }
}

/// `settings rollback`: applies an earlier version again.
struct SettingsRollbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Apply an earlier version again.",
        discussion: "Roles, users and access do not change.")

    @Argument(help: "The number of the version.")
    var number: Int64

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let outcome = try SettingsHistory.rollBack(
            to: number, in: session.openStore(), storeOwner: session.storeOwner,
            author: session.author)
        try ApplyCommand.show(outcome, in: session)
    }
}
