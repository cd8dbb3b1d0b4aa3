// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import SystemMailbox
import Views

/// `contact`: shows or erases the data about one person.
struct ContactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact", abstract: "Show or erase everything about one person.",
        subcommands: [ContactShowCommand.self, ContactForgetCommand.self],
        defaultSubcommand: ContactShowCommand.self)
}

/// `contact show`: shows the cases, leads and emails of one person.
struct ContactShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the cases, leads and emails of one person.")

    @Argument(help: "The mail address of the person.")
    var address: String

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDesk()
        try SearchIndexing.update(for: desk, session)
        let history = try desk.history(of: address, page: list.page(of: session))
        session.output.show(try ContactView(history, desk: desk, now: session.clock.now()))
        session.output.finish()
    }
}
