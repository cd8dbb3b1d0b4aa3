// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON
import Store
import SystemMailbox

/// `keys`: manages the keys that sign Message-IDs and reply tokens.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Manage the keys that sign Message-IDs and reply tokens.",
        subcommands: [KeysRotateCommand.self])
}

/// `keys rotate`: creates a new signing key.
struct KeysRotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Sign Message-IDs and reply tokens with a new key from now on.",
        discussion: """
            Signatures of a replaced key remain valid for 180 days. The next rotation after that \
            deletes the key.
            """)

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let store = try session.openStore()
        let (number, deleted) = try store.rotateSigningKey(at: session.clock.now())
        session.report(
            ["number": .integer(number), "deleted": .array(deleted.map { .integer($0) })],
            ["created signing key \(number); signatures of older keys remain valid for 180 days"]
                + deleted.map { "deleted signing key \($0), whose signatures have expired" })
    }
}
