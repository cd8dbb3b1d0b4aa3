// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser

/// `init`: creates the settings and the store, and applies the settings.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Create commented settings and the store.",
        discussion: "Nothing is written if the settings or the store already exist.")

    @Option("dir", help: "Write the files into this directory.")
    var config = SettingsDirectory.standardPath

    @Option("domain", help: "Set the domain of the two mailboxes, support@ and sales@.")
    var domain = InitialSite.exampleDomain

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: true)
        let outcome = try InitialSite.create(
            directory: config, store: session.location, domain: domain, author: session.author,
            beforeStore: Session.become)
        try ApplyCommand.show(outcome, in: session)
    }
}
