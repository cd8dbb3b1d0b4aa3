// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser

/// `settings`: the applied versions.
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Show applied settings, or apply an earlier version.",
        subcommands: [
            SettingsHistoryCommand.self, SettingsDiffCommand.self, SettingsRollbackCommand.self,
            SettingsShowCommand.self,
        ])
}
