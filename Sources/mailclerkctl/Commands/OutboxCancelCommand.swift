// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Platform
import Store
import SystemMailbox
import Views

/// `outbox cancel`: messages that wait are not sent.
struct OutboxCancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Keep messages from being sent.",
        discussion: "All of them, or none. `outbox retry` undoes it.")

    @Argument(help: ArgumentHelp("The messages' numbers in the outbox.", valueName: "id"))
    var ids: [Int64]

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let rows = try session.openDesk().cancel(outboxIDs: ids, at: session.clock.now())
        for row in rows {
            session.output.report(row, "message \(row.id) to \(row.recipient) is not sent")
        }
        session.output.finish()
    }
}

extension Output {
    /// Says what became of a message of the outbox: for programs the message as it is now.
    func report(_ row: Store.OutboxRow, _ sentence: String) {
        if isJSON { json(row.json) } else { line(Terminal.sanitised(sentence)) }
    }
}
