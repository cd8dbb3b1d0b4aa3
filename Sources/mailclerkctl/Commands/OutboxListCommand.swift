// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import SystemMailbox
import Views

/// `outbox`, without more: what was sent or waits for sending.
struct OutboxListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what was sent and what waits, newest first.")

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let desk = try session.openDeskForList()
        var view = OutboxView(now: session.clock.now())
        try desk.forEachOutboxRow(page: list.piece(isJSON: session.isJSON)) { row in
            if session.isJSON { session.output.json(row.json) } else { view.add(row) }
            return true
        }
        session.output.writeList(view.table, orEmpty: OutboxView.emptyText)
        session.output.finish()
    }
}
