// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser

/// `keys`: the keys that sign Message-IDs and reply tokens.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Replace the keys that sign Message-IDs and reply tokens.",
        subcommands: [KeysRotateCommand.self])
}
