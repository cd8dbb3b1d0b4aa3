// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser

/// `outbox retry`: messages that were kept back or given up are due again.
struct OutboxRetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Have messages sent that are held, late or given up.",
        discussion: "The next flush sends them. All of them, or none.")

    @Argument(help: ArgumentHelp("The messages' numbers in the outbox.", valueName: "id"))
    var ids: [Int64]

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let rows = try session.openDesk().retry(outboxIDs: ids, at: session.clock.now())
        for row in rows {
            session.output.report(row, "message \(row.id) to \(row.recipient) is due now")
        }
        session.output.finish()
    }
}
