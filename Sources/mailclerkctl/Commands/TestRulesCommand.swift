// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Desk
import JSON
import Platform
import Store
import Trial

/// `test-rules`: tests settings with many messages.
struct TestRulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test-rules", abstract: "Test settings with many messages; change nothing.",
        discussion: """
            The messages are delivered into a temporary store; nothing is sent. With --config, \
            messages that the edited settings would treat differently are listed.
            """)

    @Option("dir", help: "Test the edited settings in this directory, not the current ones.")
    var config: String?

    @Option("source", help: "Read this mailbox, directory of messages, Maildir, mbox or message.")
    var from: String

    @Option("mailbox", name: .customShort("m"), help: "Deliver all messages to this mailbox.")
    var mailbox: String?

    @Option(
        "file",
        help:
            "Compare the results with this file; exit with \(ExitStatus.badInput.rawValue) if they differ."
    )
    var golden: String?

    @Option("file", help: "Write the results to this file.")
    var writeGolden: String?

    @Flag(help: "Print a line for each message.")
    var verbose = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let usesFiles =
            config != nil || golden != nil || writeGolden != nil || from.contains("/")
        let session = try Session(global, for: .everybody, usesFiles: usesFiles)
        if usesFiles { try session.requireOwner(to: "use files") }
        if let writeGolden, session.changesUser {
            return try writeAsRoot(to: writeGolden, session)
        }
        let goldenFile = try golden.map { try GoldenFile(FileSystem.read($0), path: $0) }
        let edited = try config.map { try EditedSettings.load($0, session) }
        var files: [TrialMessage]?
        if session.caller.viewer.isOwner,
            try from.contains("/") || FileSystem.status(from) != nil
        {
            files = try TrialFiles(path: from, readsAtOnce: session.changesUser).messages()
        }
        let store = try openStore(session, mayBeMissing: edited != nil && files != nil)
        let applied = try store?.currentSettings()
        guard let trial = try RuleComparison(edited: edited, applied: applied) else {
            throw StoreError.noSettings
        }
        let outcomes = try trial.run(messages(store, session, else: files), for: mailbox)
        TrialText(output: session.output, isVerbose: verbose).write(outcomes)
        if !session.isJSON { trial.report.write(to: session.output) }
        try finish(outcomes.flatMap(\.lines), goldenFile, session)
    }

    private func openStore(_ session: Session, mayBeMissing: Bool) throws -> Store? {
        do {
            return try session.openStore()
        } catch StoreError.missing where mayBeMissing {
            session.output.note("there is no store yet, so there is nothing to compare with")
            return nil
        }
    }

    /// Returns the mail of the mailbox `from`, which has precedence over a file of the same name.
    private func messages(
        _ store: Store?, _ session: Session, else files: [TrialMessage]?
    ) throws -> [TrialMessage] {
        guard let store, !from.contains("/") else { return files ?? [] }
        let desk = try Desk(store: store, viewer: session.caller.viewer)
        do {
            return try desk.emailsForTrial(in: from, deliveredTo: mailbox).map {
                TrialMessage($0, mailbox: from, in: store)
            }
        } catch DeskError.noSuchMailbox where session.caller.viewer.isOwner {
            guard let files else { throw TrialError.noSuchSource(from) }
            return files
        }
    }

    private func finish(
        _ lines: [TrialLine], _ goldenFile: GoldenFile?, _ session: Session
    ) throws {
        session.output.finish()
        if let writeGolden { try write(lines.map(\.json), to: writeGolden, session) }
        guard let goldenFile, let golden else { return }
        let differences = goldenFile.differences(to: lines)
        if differences.isEmpty { return session.output.note("no differences from \(golden)") }
        for difference in differences {
            Terminal.write(Terminal.sanitised(difference) + "\n", to: .error)
        }
        throw CommandProblem(.badInput, "the results differ from \(golden)")
    }

    private func write(_ lines: [JSONObject], to path: String, _ session: Session) throws {
        try FileSystem.write(path, GoldenFile.bytes(of: lines), mode: 0o644)
        session.output.note("wrote \(lines.count) lines to \(path)")
    }

    /// Writes the file with root's permissions; a child runs the trial as the store owner.
    private func writeAsRoot(to path: String, _ session: Session) throws {
        var arguments = ["test-rules", "--json", "--from=\(from)"]
        if let config { arguments.append("--config=\(config)") }
        if let mailbox { arguments += ["-m", mailbox] }
        let lines = try session.outputOfChild(arguments).split(separator: 10).map { line in
            var object = try JSON(parsing: Array(line)).object ?? JSONObject()
            object["differs"] = nil
            return object
        }
        try write(lines, to: path, session)
    }
}
