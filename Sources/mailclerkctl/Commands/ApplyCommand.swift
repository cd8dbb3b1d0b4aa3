// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform

/// `apply`: checks the settings files and makes them the current settings.
struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Check the settings files and make them current.",
        discussion: """
            Nothing changes if there is an error; the exit status is then \
            \(ExitStatus.settings.rawValue). A missing store is created.
            """)

    @Option("dir", help: "Read the files in this directory.")
    var config = SettingsDirectory.standardPath

    @Flag(help: "Check the files and print the changes, but change nothing.")
    var dryRun = false

    @Flag(help: "Apply only roles, users and access.")
    var access = false

    @Option("address", help: "Refuse mail for this address of earlier settings from now on.")
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

    /// Prints the outcome of `apply`, and exits with its status unless that is 0.
    static func show(_ outcome: ApplyOutcome, in session: Session) throws {
        for line in outcome.findingLines {
            Terminal.write(Terminal.sanitised(line) + "\n", to: .error)
        }
        session.report(
            [
                "version": JSON(optional: outcome.version?.number),
                "differences": .array(outcome.differences.map { .string($0) }),
                "notes": .array(outcome.notes.map { .string($0) }),
                "findings": .array(outcome.findingLines.map { .string($0) }),
                "dry_run": .bool(outcome.isDryRun),
            ], outcome.lines)
        if outcome.exitStatus != .done { throw ExitCode(outcome.exitStatus) }
    }
}

extension Session {
    /// The author of a settings version that the caller applies.
    var author: Apply.Author {
        Apply.Author(name: caller.viewer.name, host: Account.hostName, now: clock.now())
    }
}
