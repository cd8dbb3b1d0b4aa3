// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser

/// `contact`: one person.
struct ContactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact", abstract: "Show what there is of one person, or forget it.",
        subcommands: [ContactShowCommand.self, ContactForgetCommand.self],
        defaultSubcommand: ContactShowCommand.self)
}
