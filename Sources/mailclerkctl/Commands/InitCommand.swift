// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser

/// `init`: writes the first settings, creates the store and applies the settings.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write commented settings and create the store.",
        discussion: "Existing files are not overwritten.")

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Write the settings to this directory.", valueName: "dir"))
    var config: String = SettingsDirectory.standardPath

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(
            "Use this domain for support@ and sales@. The default is example.com.",
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
