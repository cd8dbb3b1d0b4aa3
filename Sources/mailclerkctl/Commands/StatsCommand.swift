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
        let text = PrometheusText(
            statistics: statistics, isWhole: session.caller.viewer.isOwner
        ).text
        if let path {
            // Whoever collects it is another user.
            return try FileSystem.write(path, Array(text.utf8), mode: 0o644)
        }
        if prometheus {
            session.output.bytes(Array(text.utf8))
        } else if session.isJSON {
            session.output.json(statistics.json(isWhole: session.caller.viewer.isOwner))
        } else {
            statistics.write(to: session.output, isWhole: session.caller.viewer.isOwner)
        }
        session.output.finish()
    }
}

extension Statistics {
    /// The groups of numbers by their names, each with what its labels are.
    private var groups: [(name: String, title: String, label: String, samples: [Sample])] {
        [
            ("deliveries", "Deliveries", "result", deliveries),
            ("vetoes", "Not answered", "reason", vetoes),
            ("sent", "Sent", "kind", sent),
            ("refused", "Not taken by sendmail", "kind", refused),
            ("outbox", "Outbox", "state", outbox),
        ]
    }

    /// The numbers for programs.
    fileprivate func json(isWhole: Bool) -> JSON {
        var object = JSONObject()
        for group in groups {
            object[group.name] = .array(
                group.samples.map { sample in
                    .object(
                        JSONObject([
                            ("mailbox", JSON(optional: sample.mailbox)),
                            (group.label, .string(sample.label)), ("count", .integer(sample.count)),
                        ]))
                })
        }
        object["emails"] = .array(
            emails.map { ["mailbox": JSON(optional: $0.mailbox), "count": .integer($0.count)] })
        guard isWhole else { return .object(object) }
        object["outbox_oldest_seconds"] = .integer(outboxAge)
        object["emergency"] = .integer(emergency)
        object["emergency_failed"] = .integer(emergencyFailed)
        object["store_bytes"] = .integer(storeSize)
        return .object(object)
    }

    /// The numbers for people.
    fileprivate func write(to output: Output, isWhole: Bool) {
        var table = Table([
            Table.Column("", upTo: 24), Table.Column("Mailbox", upTo: 24),
            Table.Column("", upTo: nil), Table.Column("Count", upTo: 12, isNumber: true),
        ])
        for group in groups {
            for (index, sample) in group.samples.enumerated() {
                table.add([
                    Table.Cell(index == 0 ? group.title : ""), Table.Cell(sample.mailbox ?? "-"),
                    Table.Cell(sample.label), Table.Cell("\(sample.count)"),
                ])
            }
        }
        for (index, sample) in emails.enumerated() {
            table.add([
                Table.Cell(index == 0 ? "Emails" : ""), Table.Cell(sample.mailbox ?? "-"),
                Table.Cell(""), Table.Cell("\(sample.count)"),
            ])
        }
        if !table.isEmpty { table.write(to: output) }
        guard isWhole else { return }
        output.line()
        var fields = FieldList()
        fields.add("Due for", outboxAge > 0 ? "\(outboxAge / 60) min" : "nothing is due")
        fields.add("Emergency mail", "\(emergency) waiting, \(emergencyFailed) put aside")
        fields.add("Store", ByteCount.text(Int(storeSize)))
        fields.write(to: output)
    }
}
