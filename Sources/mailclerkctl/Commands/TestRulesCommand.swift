// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Desk
import Intake
import JSON
import Platform
import Store
import SystemMailbox

/// `test-rules`: what settings make of many messages.
struct TestRulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test-rules", abstract: "Try settings on many messages; nothing is changed.",
        discussion: """
            The messages are delivered, one after the other, into a store that is thrown away; \
            nothing is sent. With --config the edited settings are tried, and shown is what they \
            decide otherwise than those in force.
            """)

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Edited settings; those in force unless given.", valueName: "dir"))
    var config: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(
            "A mailbox, a directory of messages or Maildir, an mbox, or one message.",
            valueName: "source"))
    var from: String

    @Option(
        name: .customShort("m"), parsing: .unconditional,
        help: ArgumentHelp("Take all messages for this mailbox.", valueName: "mailbox"))
    var mailbox: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Compare with this file; 65 if something differs.", valueName: "file"))
    var golden: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Write what comes out into this file.", valueName: "file"))
    var writeGolden: String?

    @Flag(help: "Show every message.")
    var verbose = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(
            global, for: .everybody,
            usesFiles: config != nil || golden != nil || writeGolden != nil || from.contains("/"))
        let isOwner = session.caller.viewer.isOwner
        if !isOwner, config != nil || golden != nil || writeGolden != nil || from.contains("/") {
            throw CommandProblem(.notAllowed, "files are for root and the store's owner alone")
        }
        if let writeGolden, session.changesUser {
            return try writeAsRoot(to: writeGolden, session)
        }
        let goldenFile = try golden.map { try GoldenFile(FileSystem.read($0), path: $0) }
        let edited = try config.map { try EditedSettings.load($0, session) }
        var files: [TrialMessage]?
        if isOwner, try from.contains("/") || FileSystem.status(from) != nil {
            files = try TrialFiles(path: from, readsAtOnce: session.changesUser).messages()
        }
        let store = try openStore(session, mayBeMissing: edited != nil && files != nil)
        let applied = try store?.currentSettings()
        guard let tried = edited ?? applied else { throw StoreError.noSettings }
        let messages = try storedMessages(store, session, else: files)
        let trial = try RuleTrial(tried)
        let comparison = edited == nil ? nil : try applied.map { try RuleTrial($0) }
        let trials = try run(messages, trial, comparison)
        show(trials, session)
        if !session.isJSON {
            TrialReport(output: session.output, trial: trial, applied: comparison).writeSummary()
        }
        try finish(trials.flatMap(\.lines), goldenFile, session)
    }

    private func openStore(_ session: Session, mayBeMissing: Bool) throws -> Store? {
        do {
            return try session.openStore()
        } catch StoreError.missing where mayBeMissing {
            session.output.note("there is no store yet, so there is nothing to compare with")
            return nil
        }
    }

    /// The mail of a mailbox of that name, which comes before a file of the same name.
    private func storedMessages(
        _ store: Store?, _ session: Session, else files: [TrialMessage]?
    ) throws -> [TrialMessage] {
        guard let store, !from.contains("/") else { return files ?? [] }
        let known = try store.mailboxes(isArchived: nil).first { $0.name == from }
        guard let known else {
            if let files { return files }
            guard session.caller.viewer.isOwner else { throw DeskError.noSuchMailbox(from) }
            throw CommandProblem(.noInput, "there is no mailbox, file or directory “\(from)”")
        }
        let desk = try Desk(store: store, viewer: session.caller.viewer)
        guard desk.access.permits(.see, in: known.id),
            session.caller.viewer.isOwner || mailbox == nil || mailbox == from
        else { throw DeskError.noSuchMailbox(mailbox ?? from) }
        return try store.incomingEmails(mailboxID: known.id).map {
            TrialMessage($0, mailbox: from, in: store)
        }
    }

    /// Tries the settings on messages in the order of their times; tells of them in theirs.
    private func run(
        _ messages: [TrialMessage], _ trial: RuleTrial, _ comparison: RuleTrial?
    ) throws -> [Trial] {
        var trials = messages.map { _ in Trial() }
        let order = messages.indices.sorted {
            (messages[$0].receivedAt, $0) < (messages[$1].receivedAt, $1)
        }
        for index in order {
            let message = messages[index]
            var arrival = try message.arrival()
            if let mailbox { arrival.mailboxName = mailbox }
            trials[index].lines = try trial.take(trial.renamed(arrival), named: message.name)
            trials[index].applied = try comparison?.take(arrival, named: message.name)
        }
        return trials
    }

    /// What became of one message.
    private struct Trial {
        var lines: [TrialLine] = []
        /// Under the settings in force; nil where there is nothing to compare with.
        var applied: [TrialLine]?
    }

    private func show(_ trials: [Trial], _ session: Session) {
        let output = session.output
        var differing = 0
        for trial in trials {
            for line in trial.lines {
                let differences = trial.applied.map { Self.differences($0, line) }
                if session.isJSON {
                    output.json(Self.json(line, differences))
                    continue
                }
                if verbose { TrialReport.write(line, to: output) }
                guard let differences, !differences.isEmpty else { continue }
                TrialReport.write(differences, of: line, to: output)
                differing += 1
            }
        }
        guard !session.isJSON else { return }
        let count = "\(trials.count) message\(trials.count == 1 ? "" : "s")"
        if verbose || differing > 0 { output.line() }
        output.line(
            trials.first?.applied == nil
                ? count
                : count + ", "
                    + (differing == 0 ? "no difference" : "\(differing) with differences"))
    }

    private static func differences(_ old: [TrialLine], _ new: TrialLine) -> [TrialDifference] {
        let same = old.first { $0.mailbox == new.mailbox }
        if let same { return same.differences(to: new) }
        // Another mailbox takes it now.
        let mailbox = TrialDifference(
            key: "mailbox", old: JSON(optional: old.first?.mailbox),
            new: JSON(optional: new.mailbox))
        return [mailbox] + (old.first?.differences(to: new) ?? [])
    }

    private static func json(_ line: TrialLine, _ differences: [TrialDifference]?) -> JSON {
        var object = line.json
        if let differences {
            object["differs"] = .array(
                differences.map {
                    ["key": .string($0.key), "applied": $0.old, "edited": $0.new]
                })
        }
        return .object(object)
    }

    private func finish(
        _ lines: [TrialLine], _ goldenFile: GoldenFile?, _ session: Session
    ) throws {
        session.output.finish()
        if let writeGolden {
            let text = lines.map { JSON.object($0.json).text + "\n" }.joined()
            try FileSystem.write(writeGolden, Array(text.utf8), mode: 0o644)
            session.output.note("wrote \(lines.count) lines to \(writeGolden)")
        }
        guard let goldenFile, let golden else { return }
        let differences = goldenFile.differences(to: lines)
        if differences.isEmpty {
            session.output.note("nothing differs from \(golden)")
            return
        }
        for difference in differences {
            Terminal.write(Terminal.sanitised(difference) + "\n", to: .error)
        }
        throw CommandProblem(.badInput, "what comes out is not what \(golden) holds")
    }

    /// Writes a file with root's rights, of what a child finds that becomes the store's owner.
    private func writeAsRoot(to path: String, _ session: Session) throws {
        var arguments = ["test-rules", "--json", "--from=\(from)"]
        if let config { arguments.append("--config=\(config)") }
        if let mailbox { arguments += ["-m", mailbox] }
        let answer = try session.outputOfChild(arguments)
        let lines = try answer.split(separator: 10).map { line in
            var object = try JSON(parsing: Array(line)).object ?? JSONObject()
            object["differs"] = nil
            return JSON.object(object).text + "\n"
        }
        try FileSystem.write(path, Array(lines.joined().utf8), mode: 0o644)
        session.output.note("wrote \(lines.count) lines to \(path)")
    }
}
