// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform

/// `apply`: checks the settings files and puts them into force.
struct ApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Check the settings files and put them into force.",
        discussion: """
            Everything is checked first; with an error nothing changes (status 78). A store that \
            is missing is made.
            """)

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("The settings directory.", valueName: "dir"))
    var config: String = SettingsDirectory.standardPath

    @Flag(help: "Check and show the difference; change nothing.")
    var dryRun = false

    @Flag(help: "Apply roles, users and access alone.")
    var access = false

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Refuse mail to this former address from now on.", valueName: "address"))
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

    /// Tells what an apply found and did, and ends with its status where that is not 0.
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
        if outcome.exitStatus != 0 { throw ExitCode(outcome.exitStatus) }
    }
}

extension Session {
    /// Who applies, as the version remembers it.
    var author: Apply.Author {
        Apply.Author(name: caller.viewer.name, host: Account.hostName, now: clock.now())
    }
}
