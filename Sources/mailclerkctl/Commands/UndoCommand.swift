// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON
import Platform

/// `undo`: removes a case or lead that should not have been opened.
struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Remove the case or lead of a thread.",
        discussion: """
            The number is never used again, and the journal keeps the removed record. The mail \
            stays. No record is opened for the thread automatically any more.
            """)

    @Argument(help: ArgumentHelp("The ID of an email of the thread.", valueName: "id"))
    var id: Int64

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let undone = try session.openDesk().undo(recordOfEmail: id, at: session.clock.now())
        if session.isJSON {
            session.output.json(undone.json)
        } else {
            session.output.line(
                "removed \(undone.name); see \"mailclerkctl journal \(id)\" for its contents")
            for message in undone.cancelled {
                session.output.line("cancelled outbox entry \(message)")
            }
            for message in undone.leaving {
                session.output.warn("outbox entry \(message) is already being sent")
            }
        }
        session.output.finish()
    }
}
