// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Platform
import Store
import Upkeep
import Views

/// `stats`: prints counts of the store.
struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Print counts of deliveries, vetoes, replies and the outbox.",
        discussion: "The counts begin when the store was created; purged mail remains counted.")

    @Flag(help: "Print metrics in the Prometheus text format.")
    var prometheus = false

    @Option(
        "file", name: .customShort("o"),
        help: "With --prometheus: replace this file with the metrics, atomically.")
    var path: String?

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if prometheus, global.json {
            throw ValidationError("--prometheus and --json exclude each other")
        }
        if path != nil, !prometheus { throw ValidationError("-o requires --prometheus") }
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
        let isWhole = session.caller.viewer.isOwner
        let statistics = try Statistics(
            store, mailboxes: mailboxes, isWhole: isWhole, now: session.clock.now())
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
