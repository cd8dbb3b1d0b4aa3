// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import Upkeep

/// Statistics in the text format of Prometheus, for the node exporter's textfile directory.
struct PrometheusText {
    let statistics: Statistics
    /// Whether what is about no mailbox is in it.
    let isWhole: Bool

    /// The whole text.
    var text: String {
        let labelled: [(String, String, String, String?, [Statistics.Sample])] = [
            (
                "deliveries_total", "counter", "Messages by what became of them.", "result",
                statistics.deliveries
            ),
            (
                "vetoes_total", "counter", "Reasons for which no answer was given.", "reason",
                statistics.vetoes
            ),
            (
                "sent_total", "counter", "Messages that the mail server took.", "kind",
                statistics.sent
            ),
            (
                "refused_total", "counter", "Attempts that the mail server did not take.", "kind",
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

    /// What is about no mailbox.
    private var site: String {
        var text = Self.head(
            "outbox_oldest_seconds", "gauge", "For how long what is due has been due at most.")
        text += Self.line("outbox_oldest_seconds", [], statistics.outboxAge)
        text += Self.head("emergency_messages", "gauge", "Messages that a crash left behind.")
        for (state, count) in [
            ("failed", statistics.emergencyFailed), ("waiting", statistics.emergency),
        ] {
            text += Self.line("emergency_messages", [("state", state)], count)
        }
        text += Self.head("store_bytes", "gauge", "Size of the store with its log.")
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

    /// A label's value: backslash, quotation mark and line feed are escaped.
    static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }
}
