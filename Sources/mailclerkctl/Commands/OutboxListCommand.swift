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
        let dates = ShortDate(now: session.clock.now())
        var table = Table([
            Table.Column("ID", upTo: 10, isNumber: true), Table.Column("State", upTo: 8),
            Table.Column("Made", upTo: 11), Table.Column("Mailbox", upTo: 12),
            Table.Column("Email", upTo: 8, isNumber: true),
            Table.Column("Tries", upTo: 5, isNumber: true), Table.Column("To", upTo: nil),
        ])
        try desk.forEachOutboxRow(page: list.piece(isJSON: session.isJSON)) { row in
            if session.isJSON {
                session.output.json(row.json)
                return true
            }
            table.add([
                Table.Cell(String(row.id)), Table.Cell(row.state.rawValue),
                Table.Cell(dates.text(row.createdAt)), Table.Cell(row.mailboxName),
                Table.Cell(String(row.emailID)), Table.Cell(String(row.attempts)),
                Table.Cell(row.recipient, tail: row.lastError ?? ""),
            ])
            return true
        }
        if !session.isJSON {
            if table.isEmpty {
                session.output.note("the outbox is empty")
            } else {
                table.write(to: session.output)
            }
        }
        session.output.finish()
    }
}
