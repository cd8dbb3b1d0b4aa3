// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON
import Platform

/// `move`: a thread into another mailbox.
struct MoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Put an email's thread and its record into another mailbox.",
        discussion: """
            Answers to what was sent before still come to the old mailbox, as new mail there.
            """)

    @Argument(help: ArgumentHelp("The email's number.", valueName: "id"))
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
            let emails = moved.count == 1 ? "1 email is" : "\(moved.count) emails are"
            session.output.line(Terminal.sanitised("\(emails) in \(mailbox) now"))
        }
        session.output.finish()
    }
}
