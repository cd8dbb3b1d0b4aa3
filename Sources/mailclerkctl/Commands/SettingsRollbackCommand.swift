// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser

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
