// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Platform
import Store
import SystemMailbox
import Upkeep
import Views

/// `purge`: erases old mail.
struct PurgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge", abstract: "Erase old mail with its journal and outbox entries.",
        discussion: """
            Emails of open cases and emails with a due or held outbox entry are kept. After an \
            interruption, run the command again. It also works on a full disk. On a terminal the \
            command asks before it erases.
            """)

    @Argument(help: "The mailbox. The default is all mailboxes.")
    var mailbox: String?

    @Option("age", help: "Erase emails older than this, such as 400d or 52w, or than a date.")
    var olderThan: String

    @Flag(help: "Count what would be erased, and erase nothing.")
    var dryRun = false

    @Flag(help: "Do not ask on a terminal.")
    var yes = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let now = session.clock.now()
        let cutoff = try DateArgument(olderThan, option: "--older-than", now: now).start
        guard !DateArgument.isShortAge(olderThan) else {
            throw CommandProblem(
                .usage,
                "--older-than takes days or weeks, not minutes or hours: 400d, 52w or 2026-03-03")
        }
        guard cutoff <= now else {
            throw CommandProblem(.usage, "--older-than must not be in the future")
        }
        try session.becomeOwner()
        let store = try Purge.open(session.location)
        let mailboxes = try store.mailboxes(isArchived: nil).filter {
            mailbox == nil || $0.name == mailbox
        }
        if let mailbox, mailboxes.isEmpty { throw DeskError.noSuchMailbox(mailbox) }
        var choice = Purge.Choice(mailbox: mailbox, cutoff: cutoff, isDryRun: true)
        let ids = mailboxes.map(\.id)
        if !dryRun, !yes, Terminal.isTerminal(0) {
            var count = try Purge(store, choice)
            Terminal.write(
                try count.run(ids).question(mailbox: mailbox, before: cutoff), to: .error)
            guard Terminal.readAnswer() else { throw CommandProblem(.usage, "nothing was erased") }
        }
        choice.isDryRun = dryRun
        var purge = try Purge(store, choice)
        let outcome = try purge.run(ids)
        session.report(outcome.json(isDryRun: dryRun), outcome.lines(isDryRun: dryRun))
    }
}
