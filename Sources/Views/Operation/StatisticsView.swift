// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Upkeep

/// The view of the counts of a store.
package struct StatisticsView: SectionedView {
    private let statistics: Statistics
    private let isWhole: Bool

    /// Creates the view of statistics.
    ///
    /// - Parameters:
    ///   - statistics: The counts.
    ///   - isWhole: Whether to show counts that belong to no mailbox.
    package init(_ statistics: Statistics, isWhole: Bool) {
        self.statistics = statistics
        self.isWhole = isWhole
    }

    /// The groups of counts, each with its JSON key, its title and the JSON key of its labels.
    private var groups: [(name: String, title: String, label: String, samples: [Statistics.Sample])]
    {
        [
            ("deliveries", "Deliveries", "result", statistics.deliveries),
            ("vetoes", "No reply", "reason", statistics.vetoes),
            ("sent", "Sent", "kind", statistics.sent),
            ("refused", "Refused by sendmail", "kind", statistics.refused),
            ("outbox", "Outbox", "state", statistics.outbox),
        ]
    }

    package var json: JSON {
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
            statistics.emails.map {
                ["mailbox": JSON(optional: $0.mailbox), "count": .integer($0.count)]
            })
        guard isWhole else { return .object(object) }
        object["outbox_oldest_seconds"] = .integer(statistics.outboxAge)
        object["emergency"] = .integer(statistics.emergency)
        object["emergency_failed"] = .integer(statistics.emergencyFailed)
        object["store_bytes"] = .integer(statistics.storeSize)
        return .object(object)
    }

    package var sections: [Section] {
        var table = TableView([
            .init("", upTo: 24), .init("Mailbox", upTo: 24), .init("", upTo: nil),
            .init("Count", upTo: 12, isNumber: true),
        ])
        for group in groups { Self.add(group.samples, titled: group.title, to: &table) }
        Self.add(statistics.emails, titled: "Emails", to: &table)
        let tables = table.isEmpty ? [] : [Section(.table(table))]
        return isWhole ? tables + [Section(.fields(fields))] : tables
    }

    private static func add(
        _ samples: [Statistics.Sample], titled title: String, to table: inout TableView
    ) {
        for (index, sample) in samples.enumerated() {
            table.add(
                nil,
                [
                    .init(index == 0 ? title : ""), .init(sample.mailbox ?? "-"),
                    .init(sample.label), .init(sample.count),
                ])
        }
    }

    private var fields: FieldsView {
        let age = statistics.outboxAge
        var fields = FieldsView()
        fields.add("Oldest due", age > 0 ? "\(age / 60) min" : "nothing is due")
        fields.add(
            "Emergency mail",
            "\(statistics.emergency) waiting, \(statistics.emergencyFailed) failed")
        fields.add("Store", ByteCount.text(Int(statistics.storeSize)))
        return fields
    }
}
