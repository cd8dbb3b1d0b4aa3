// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser

/// `init`: the first settings, the store, the first apply.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write commented settings and make the store.",
        discussion: "Overwrites nothing.")

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("The settings directory.", valueName: "dir"))
    var config: String = SettingsDirectory.standardPath

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(
            "The domain of support@ and sales@ in the settings.", discussion: "Else example.com.",
            valueName: "domain"))
    var domain: String?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: true)
        let outcome = try InitialSite.create(
            directory: config, store: session.location,
            domain: domain ?? InitialSite.exampleDomain, author: session.author,
            beforeStore: Session.become)
        try ApplyCommand.show(outcome, in: session)
    }
}
