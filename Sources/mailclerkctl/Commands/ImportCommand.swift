// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Intake
import Platform
import Transfer

/// `import`: imports mail from files.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import mail from files into a mailbox.",
        discussion: """
            A file is an mbox, JSON Lines from export, or one message; in a directory, Maildirs and \
            *.eml files are read. Messages that the mailbox already has are skipped, so an \
            interrupted import can be run again.
            """)

    @Argument(help: "The mailbox.")
    var mailbox: String

    @Argument(
        help: ArgumentHelp("The file or directory; - is standard input.", valueName: "path"))
    var source: String

    @OptionGroup var effects: EffectOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: source != "-")
        var unreadable: Int64 = 0
        var bar: ProgressBar?
        let mail = MailSource(path: source, now: session.clock.now()) { problem in
            bar?.end()
            session.output.note(problem)
            unreadable += 1
        }
        let extent = try mail.extent()
        let batches = try batches(session)
        bar = ProgressBar("import", total: extent, isJSON: session.isJSON)
        defer { bar?.end() }
        var count = 0
        try mail.forEach { item in
            try batches.add(item.message)
            count += 1
            bar?.move(to: item.place, messages: count)
        }
        try batches.flush()
        batches.tally.unreadable += unreadable
        bar?.end()
        bar = nil
        session.report(batches.tally.json, [batches.tally.text])
        if unreadable > 0 { throw ExitCode(.badInput) }
    }

    /// Returns batches that this process stores or, for root, children that become the store owner,
    /// so that root keeps its privileges to read files.
    private func batches(_ session: Session) throws -> ImportBatches {
        if session.changesUser, source != "-" {
            // Storing an empty batch first checks that the mailbox exists.
            _ = try storeInChild([], session)
            return ImportBatches { try storeInChild($0, session) }
        }
        let target = try MailImport(
            store: session.openStore(), into: mailbox,
            by: session.caller.viewer.name, effects: effects.effects, clock: session.clock)
        return ImportBatches(target.store)
    }

    private func storeInChild(
        _ batch: [Import.Message], _ session: Session
    ) throws -> ImportTally {
        let printed = try OwnProgram.output(
            of: ["import", mailbox, "-", "--json"] + effects.arguments + global.userArguments,
            input: batch.flatMap { TransferLine($0).bytes }, store: session.location)
        var tally = ImportTally()
        guard tally.add(printed: printed) else {
            throw CommandProblem(.temporary, "the helper process printed no counts")
        }
        return tally
    }
}
