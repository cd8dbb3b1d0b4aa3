// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser

/// `move`: moves a thread into another mailbox.
struct MoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move an email's thread and its record to another mailbox.",
        discussion: "Replies to messages sent earlier still arrive in the old mailbox, as new mail."
    )

    @OptionGroup var email: EmailArgument

    @Argument(help: "The mailbox to move to.")
    var mailbox: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let moved = try session.openDesk().move(
            threadOfEmail: email.id, to: mailbox, at: session.clock.now())
        let count = moved.count == 1 ? "1 email" : "\(moved.count) emails"
        session.report(
            ["mailbox": .string(mailbox), "emails": .array(moved.map { .integer($0) })],
            ["moved \(count) to \(mailbox)"])
    }
}
