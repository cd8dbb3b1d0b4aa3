// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Desk
import JSON
import Platform
import Store
import SystemMailbox
import Upkeep
import Views

/// `stats`: how the store stands, in numbers.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Count deliveries, answers and what waits.",
        discussion: "Counts go back to when the store was made, purged mail included.")

    @Flag(help: "In the text format of Prometheus.")
    var prometheus = false

    @Option(
        name: .customShort("o"), parsing: .unconditional,
        help: ArgumentHelp("Write to this file, in one piece.", valueName: "file"))
    var path: String?

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if prometheus, global.json {
            throw ValidationError("--prometheus and --json exclude each other")
        }
        if path != nil, !prometheus { throw ValidationError("-o goes with --prometheus") }
    }

    func run() throws {
        let session = try Session(global, for: .everybody, usesFiles: path != nil)
        let store: Store
        if path == nil {
            store = try session.openStore()
        } else {
            store = try session.keepingRights { try Store.open(session.location) }
        }
        let overviews = try Desk(store: store, viewer: session.caller.viewer).mailboxes()
        let mailboxes = Dictionary(
            overviews.map { ($0.mailbox.id, (name: $0.mailbox.name, emails: $0.count.total)) }
        ) { first, _ in first }
        let statistics = try Statistics(
            store, mailboxes: mailboxes, isWhole: session.caller.viewer.isOwner,
            now: session.clock.now())
        let isWhole = session.caller.viewer.isOwner
        let text = PrometheusText(statistics, isWhole: isWhole).text
        if let path {
            // The node exporter, which reads the file, runs as another user.
            return try FileSystem.write(path, Array(text.utf8), mode: 0o644)
        }
        if prometheus {
            session.output.bytes(Array(text.utf8))
        } else {
            session.output.show(StatisticsView(statistics, isWhole: isWhole))
        }
        session.output.finish()
    }
}
