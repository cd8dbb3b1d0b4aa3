// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser

/// `settings rollback`: an earlier version in force again.
struct SettingsRollbackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Put an earlier version into force again.",
        discussion: "Roles, users and access stay as they are.")

    @Argument(help: "The version's number.")
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
