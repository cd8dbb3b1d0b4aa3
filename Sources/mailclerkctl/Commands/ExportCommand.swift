// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Platform
import Store
import SystemMailbox
import Transfer

/// `export`: exports the mail of a mailbox to files.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Export the mail of a mailbox to files.",
        discussion: """
            mbox and jsonl are one file, or standard output without -o; maildir and eml are a \
            directory, which a later run of the same export continues. Existing files are never \
            overwritten.
            """)

    @Argument(help: "The mailbox.")
    var mailbox: String

    @Option("format", help: "Write mbox, maildir, eml or jsonl.")
    var format: ExportFormat

    @Option("path", name: .customShort("o"), help: "Create this file or directory.")
    var path: String?

    @OptionGroup var period: ArrivalPeriod

    /// For a child process: export these emails, or list IDs and sizes instead of emails.
    @Option(name: .long, help: .hidden) var id: [Int64] = []
    @Flag(help: .hidden) var list = false

    @OptionGroup var global: GlobalOptions

    /// Whether files are written instead of standard output.
    var writesFiles: Bool { path != nil && path != "-" }

    func validate() throws {
        if !format.isOneFile, !writesFiles {
            throw ValidationError("\(format.rawValue) requires -o with a new directory")
        }
    }

    func run() throws {
        let session = try Session(global, for: .everybody, usesFiles: writesFiles)
        if !writesFiles { try CommandProblem.refuseTerminal() }
        if list || !id.isEmpty { return try answerParent(session) }
        let source = try ExportSource(self, session)
        let target = try target(session)
        let missing = try source.items.filter { try !target.has($0) }
        var bar = ProgressBar(
            "export", total: missing.reduce(0) { $0 + $1.size + 1 }, isJSON: session.isJSON)
        defer { bar.end() }
        var done: Int64 = 0
        var count = 0
        try source.forEach(missing) { email in
            try target.write(email)
            done += Int64(email.message.raw.count) + 1
            count += 1
            bar.move(to: done, messages: count)
        }
        session.output.finish()
        try target.finish()
        bar.end()
        guard let path, writesFiles else { return }
        let present = source.items.count - missing.count
        session.report(
            [
                "path": .string(path), "written": .integer(Int64(count)),
                "present": .integer(Int64(present)),
            ],
            [
                "exported \(count) message\(count == 1 ? "" : "s") to \(path)"
                    + (present > 0 ? ", skipped \(present) already present" : "")
            ])
    }

    /// Returns the filter that selects the emails.
    func filter(_ session: Session) throws -> Store.EmailFilter {
        let now = session.clock.now()
        var filter = Store.EmailFilter()
        try period.narrow(&filter, now: now)
        return filter
    }

    private func target(_ session: Session) throws -> any ExportTarget {
        guard let path, writesFiles else {
            return ExportFile(format, to: session.output.bytes)
        }
        if format.isOneFile { return try ExportFile(format, path: path) }
        let directory = try ExportDirectory(
            path, mailbox: mailbox, format: format, store: session.location)
        return format == .eml
            ? ExportedMessages(directory) : try ExportedMaildir(directory)
    }

    private func answerParent(_ session: Session) throws {
        let desk = try session.openDesk()
        if list {
            for item in try desk.exportItems(mailbox: mailbox, filter: filter(session)) {
                session.output.line(ExportItemList.line(item))
            }
        }
        for id in id {
            session.output.bytes(try ExportSource.line(id, desk).bytes)
        }
        session.output.finish()
    }
}

extension ExportFormat: ExpressibleByArgument {}
