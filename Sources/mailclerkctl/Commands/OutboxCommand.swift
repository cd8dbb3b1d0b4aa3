// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Platform
import Store
import SystemMailbox
import Views

/// `outbox`: lists and changes the entries of the outbox.
struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "List the outbox, or retry or cancel its entries.",
        subcommands: [
            OutboxListCommand.self, OutboxRetryCommand.self, OutboxCancelCommand.self,
        ], defaultSubcommand: OutboxListCommand.self)
}

/// `outbox` without a subcommand: lists the entries.
struct OutboxListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the entries, newest first.")

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let desk = try session.openDeskForList()
        var view = OutboxView(now: session.clock.now())
        try desk.forEachOutboxRow(page: list.page(of: session)) { row in
            if session.isJSON { session.output.json(row.json) } else { view.add(row) }
            return true
        }
        session.output.writeList(view.table, orEmpty: OutboxView.emptyText)
        session.output.finish()
    }
}

/// The entries that a subcommand changes.
struct OutboxArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("The IDs of the outbox entries.", valueName: "id"))
    var ids: [Int64]

    /// Prints the changed entries as JSON, or as sentences that end with `result`.
    func report(_ rows: [Store.OutboxRow], _ result: String, in session: Session) {
        for row in rows {
            session.report(row.json, ["entry \(row.id) to \(row.recipient) \(result)"])
        }
    }
}

/// `outbox retry`: makes entries due again.
struct OutboxRetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Make entries due again that are held, expired, cancelled or failed.",
        discussion: "The next flush sends them. Either all entries are changed or none.")

    @OptionGroup var arguments: OutboxArguments
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let rows = try session.openDesk().retry(outboxIDs: arguments.ids, at: session.clock.now())
        arguments.report(rows, "is due now", in: session)
    }
}

/// `outbox cancel`: cancels entries that are not sent yet.
struct OutboxCancelCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Cancel messages and programs that are due or held.",
        discussion: "Either all entries are changed or none; outbox retry makes them due again.")

    @OptionGroup var arguments: OutboxArguments
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let rows = try session.openDesk().cancel(outboxIDs: arguments.ids, at: session.clock.now())
        arguments.report(rows, "is cancelled", in: session)
    }
}
