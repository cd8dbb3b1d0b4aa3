// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser

/// `undo`: removes a case or lead that should not have been opened.
struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Remove the case or lead of an email's thread.",
        discussion: """
            Its number is never used again; the journal keeps all of its fields. The mail remains, \
            and later mail in the thread opens no record.
            """)

    @OptionGroup var email: EmailArgument
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let undone = try session.openDesk().undo(recordOfEmail: email.id, at: session.clock.now())
        session.report(
            undone.json,
            ["removed \(undone.name); see \"mailclerkctl journal \(email.id)\" for its contents"]
                + undone.cancelled.map { "cancelled outbox entry \($0)" })
        guard !session.isJSON else { return }
        for entry in undone.leaving {
            session.output.warn("outbox entry \(entry) is already being sent")
        }
    }
}
