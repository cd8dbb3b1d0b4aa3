// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Upkeep

/// Writes statistics in the text format of Prometheus, for the textfile directory of node_exporter.
package struct PrometheusText {
    private let statistics: Statistics
    private let isWhole: Bool

    /// Creates the text of statistics.
    ///
    /// - Parameters:
    ///   - statistics: The counts.
    ///   - isWhole: Whether to include counts that belong to no mailbox.
    package init(_ statistics: Statistics, isWhole: Bool) {
        self.statistics = statistics
        self.isWhole = isWhole
    }

    /// The whole text.
    package var text: String {
        let labelled: [(String, String, String, String?, [Statistics.Sample])] = [
            (
                "deliveries_total", "counter", "Deliveries by result.", "result",
                statistics.deliveries
            ),
            (
                "vetoes_total", "counter", "Vetoes that withheld a reply, by reason.", "reason",
                statistics.vetoes
            ),
            (
                "sent_total", "counter", "Messages that sendmail accepted.", "kind",
                statistics.sent
            ),
            (
                "refused_total", "counter", "Attempts that sendmail refused.", "kind",
                statistics.refused
            ),
            (
                "outbox_messages", "gauge", "Messages in the outbox by state.", "state",
                statistics.outbox
            ),
            ("emails", "gauge", "Emails in the store.", nil, statistics.emails),
        ]
        var text = ""
        for (name, type, help, label, samples) in labelled {
            text += Self.head(name, type, help)
            for sample in samples {
                var labels: [(String, String)] = []
                if let mailbox = sample.mailbox { labels.append(("mailbox", mailbox)) }
                if let label { labels.append((label, sample.label)) }
                text += Self.line(name, labels, sample.count)
            }
        }
        return isWhole ? text + site : text
    }

    /// The lines of the counts that belong to no mailbox.
    private var site: String {
        var text = Self.head(
            "outbox_oldest_seconds", "gauge", "Age of the oldest due message.")
        text += Self.line("outbox_oldest_seconds", [], statistics.outboxAge)
        text += Self.head("emergency_messages", "gauge", "Messages in the emergency directory.")
        for (state, count) in [
            ("failed", statistics.emergencyFailed), ("waiting", statistics.emergency),
        ] {
            text += Self.line("emergency_messages", [("state", state)], count)
        }
        text += Self.head("store_bytes", "gauge", "Size of the store and its write-ahead log.")
        text += Self.line("store_bytes", [], statistics.storeSize)
        return text
    }

    private static func head(_ name: String, _ type: String, _ help: String) -> String {
        "# HELP mailclerk_\(name) \(help)\n# TYPE mailclerk_\(name) \(type)\n"
    }

    private static func line(_ name: String, _ labels: [(String, String)], _ count: Int64) -> String
    {
        let list = labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
        return "mailclerk_\(name)\(list.isEmpty ? "" : "{\(list)}") \(count)\n"
    }

    /// Returns the value of a label with backslash, quotation mark and line feed escaped.
    static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }
}
