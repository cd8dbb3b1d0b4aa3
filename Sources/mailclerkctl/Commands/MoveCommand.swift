// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON
import Platform

/// `move`: moves a thread to another mailbox.
struct MoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move a thread and its record to another mailbox.",
        discussion: """
            Replies to earlier messages still arrive in the old mailbox, as new mail.
            """)

    @Argument(help: ArgumentHelp("The ID of an email of the thread.", valueName: "id"))
    var id: Int64

    @Argument(help: "The mailbox.")
    var mailbox: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let moved = try session.openDesk().move(
            threadOfEmail: id, to: mailbox, at: session.clock.now())
        if session.isJSON {
            session.output.json([
                "mailbox": .string(mailbox), "emails": .array(moved.map { .integer($0) }),
            ])
        } else {
            let emails = moved.count == 1 ? "1 email" : "\(moved.count) emails"
            session.output.line(Terminal.sanitised("moved \(emails) to \(mailbox)"))
        }
        session.output.finish()
    }
}
