// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON
import Store
import SystemMailbox

/// `keys rotate`: a new signing key.
struct KeysRotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Sign with a new key from now on.",
        discussion: """
            What older keys signed goes on being recognised for 180 days after the key was \
            replaced; then the next rotation deletes the key.
            """)

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let store = try session.openStore()
        let (number, deleted) = try store.rotateSigningKey(at: session.clock.now())
        if session.isJSON {
            session.output.json([
                "number": .integer(number), "deleted": .array(deleted.map { .integer($0) }),
            ])
        } else {
            session.output.line("key \(number) signs from now on; older ones go on verifying")
            for old in deleted {
                session.output.line("key \(old) is deleted: what it signed has expired")
            }
        }
        session.output.finish()
    }
}
