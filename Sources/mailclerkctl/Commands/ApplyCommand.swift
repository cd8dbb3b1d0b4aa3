// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform

/// `apply`: checks and applies the settings files.
struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Check and apply the settings files.",
        discussion: """
            Everything is checked first. If there is an error, nothing is changed and the status \
            is \(ExitStatus.settings.rawValue). A missing store is created.
            """)

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Apply the settings in this directory.", valueName: "dir"))
    var config: String = SettingsDirectory.standardPath

    @Flag(help: "Check and print the differences; change nothing.")
    var dryRun = false

    @Flag(help: "Apply only roles, users and access.")
    var access = false

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Refuse mail to this address of earlier settings.", valueName: "address"))
    var retire: [String] = []

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: true)
        var options = Apply.Options()
        options.isDryRun = dryRun
        options.isAccessOnly = access
        options.retire = retire
        let outcome = try Apply.run(
            directory: config, store: session.location, options: options,
            author: session.author, beforeStore: Session.become)
        try Self.show(outcome, in: session)
    }

    /// Prints the outcome, and throws its status unless that is `done`.
    static func show(_ outcome: ApplyOutcome, in session: Session) throws {
        for line in outcome.findingLines {
            Terminal.write(Terminal.sanitised(line) + "\n", to: .error)
        }
        if session.isJSON {
            session.output.json([
                "version": JSON(optional: outcome.version?.number),
                "differences": .array(outcome.differences.map { .string($0) }),
                "notes": .array(outcome.notes.map { .string($0) }),
                "findings": .array(outcome.findingLines.map { .string($0) }),
                "dry_run": .bool(outcome.isDryRun),
            ])
        } else {
            for line in outcome.lines { session.output.line(Terminal.sanitised(line)) }
        }
        session.output.finish()
        if outcome.exitStatus != .done { throw ExitCode(outcome.exitStatus) }
    }
}

extension Session {
    /// The author of an applied version.
    var author: Apply.Author {
        Apply.Author(name: caller.viewer.name, host: Account.hostName, now: clock.now())
    }
}
