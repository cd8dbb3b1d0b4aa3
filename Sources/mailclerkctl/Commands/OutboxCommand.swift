// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser

/// `outbox`: what was sent or waits for sending, and what is to become of it.
struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "List what was sent and what waits, or decide about it.",
        subcommands: [
            OutboxListCommand.self, OutboxRetryCommand.self, OutboxCancelCommand.self,
        ], defaultSubcommand: OutboxListCommand.self)
}
