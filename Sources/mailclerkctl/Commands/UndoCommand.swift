// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON
import Platform

/// `undo`: takes back a case or lead that should not have been made.
struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take back the case or lead that an email's thread got.",
        discussion: """
            The record is removed and its number never used again; the journal keeps all of it. \
            The mail stays, and its thread gets no record by itself any more.
            """)

    @Argument(help: ArgumentHelp("The number of an email of the thread.", valueName: "id"))
    var id: Int64

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let undone = try session.openDesk().undo(recordOfEmail: id, at: session.clock.now())
        if session.isJSON {
            session.output.json(undone.json)
        } else {
            session.output.line("\(undone.name) is undone; `journal \(id)` keeps what it was")
            for message in undone.cancelled {
                session.output.line("message \(message) of the outbox is not sent")
            }
            for message in undone.leaving {
                session.output.note("message \(message) of the outbox is leaving already")
            }
        }
        session.output.finish()
    }
}
