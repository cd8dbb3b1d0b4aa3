// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import SystemMailbox
import Views

/// `contact`: what there is of one person.
struct ContactShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show the cases, leads and emails of one person.")

    @Argument(help: "The person's mail address.")
    var address: String

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDesk()
        try SearchIndexing.update(for: desk, session)
        let history = try desk.history(
            of: address, page: list.piece(isJSON: session.isJSON))
        session.output.show(try ContactView(history, desk: desk, now: session.clock.now()))
        session.output.finish()
    }
}
