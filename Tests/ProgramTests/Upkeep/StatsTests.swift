// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SystemMailbox
import TestSupport
import Testing

/// Numbers for people and for Prometheus.
@Suite struct StatsTests {
    /// One line of the text format.
    private struct Sample: Hashable {
        let name: String
        let labels: String
        let value: Int
    }

    /// Reads the text format: each metric has its HELP and TYPE once, before its samples.
    private func samples(_ text: String) throws -> [Sample] {
        #expect(text.hasSuffix("\n"))
        var types: [String: String] = [:]
        var helped: Set<String> = []
        var found: [Sample] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            if let match = try #/# HELP ([a-z_]+) \S.*/#.wholeMatch(in: line) {
                #expect(helped.insert(String(match.1)).inserted)
            } else if let match = try #/# TYPE ([a-z_]+) (counter|gauge)/#.wholeMatch(in: line) {
                #expect(helped.contains(String(match.1)) && types[String(match.1)] == nil)
                types[String(match.1)] = String(match.2)
            } else {
                let sample = #/([a-z_]+)(\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+\})? ([0-9]+)/#
                let match = try #require(try sample.wholeMatch(in: line), "\(line)")
                let name = String(match.1)
                #expect((types[name] == "counter") == name.hasSuffix("_total"))
                found.append(
                    Sample(
                        name: name, labels: String(match.2 ?? ""),
                        value: try #require(Int(match.3))))
            }
        }
        #expect(Set(found.map { $0.name + $0.labels }).count == found.count)
        return found
    }

    private func value(_ samples: [Sample], _ name: String, _ labels: String = "") -> Int? {
        samples.first { $0.name == "mailclerk_" + name && $0.labels == labels }?.value
    }

    @Test func `the text format has what happened, and totals outlive a purge`() throws {
        let site = try Site()
        try site.deliver()
        try site.deliver()
        try site.deliver(letter("2", head: "Auto-Submitted: auto-replied\n"))
        let unknown = ["-f", "ada@customer.example", "support@example.com", "no@example.com"]
        try site.deliver(letter("3"), unknown)
        let old = try samples(try site.control(["stats", "--prometheus"]).output)
        func deliveries(_ result: String) -> String { "{mailbox=\"support\",result=\"\(result)\"}" }
        #expect(value(old, "deliveries_total", deliveries("delivered")) == 3)
        #expect(value(old, "deliveries_total", deliveries("duplicate")) == 1)
        #expect(value(old, "deliveries_total", "{result=\"unresolved\"}") == 1)
        #expect(old.contains { $0.name == "mailclerk_vetoes_total" })
        #expect(
            value(old, "sent_total", "{mailbox=\"support\",kind=\"auto-response\"}") == 2)
        #expect(value(old, "outbox_messages", "{mailbox=\"support\",state=\"sent\"}") == 2)
        #expect(value(old, "emergency_messages", "{state=\"waiting\"}") == 0)
        #expect(value(old, "store_bytes") ?? 0 > 4096)
        #expect(value(old, "outbox_oldest_seconds") == 0)

        for number in 1...2 {
            try site.query { try $0.setStatus("closed", ofCase: Int64(number), at: 1) }
        }
        #expect(try site.control(["purge", "--older-than", "0d"]).status == 0)
        #expect(try site.emails().count < 3)
        try site.deliver(letter("4"))
        let new = try samples(try site.control(["stats", "--prometheus"]).output)
        for sample in old where sample.name.hasSuffix("_total") {
            let later = new.first { $0.name == sample.name && $0.labels == sample.labels }
            #expect((later?.value ?? 0) >= sample.value, "\(sample)")
        }
        #expect(value(new, "deliveries_total", deliveries("delivered")) == 4)
    }

    @Test func `the file appears in one piece, JSON says the same, and users see theirs`() throws {
        let site = try Site()
        try site.deliver()
        let file = site.directory + "/mailclerk.prom"
        try "old".write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try site.control(["stats", "--prometheus", "-o", file]).status == 0)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(try !samples(text).isEmpty)
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o644)
        let left = try FileManager.default.contentsOfDirectory(atPath: site.directory)
        #expect(!left.contains { $0.hasSuffix(".part") })

        let json = try site.object(["stats"])
        let deliveries = try #require(json["deliveries"] as? [[String: Any]])
        #expect(deliveries.first?["result"] as? String == "delivered")
        #expect(deliveries.first?["count"] as? Int == 1)
        let people = try site.control(["stats"])
        #expect(people.output.contains("Deliveries") && people.output.contains("delivered"))
        #expect(!people.output.contains("mailclerk_"))
        let stranger = try site.object(["stats", "--as", "stranger"])
        #expect((stranger["deliveries"] as? [Any])?.isEmpty == true)
        #expect(try site.control(["stats", "--prometheus", "--json"]).status == 64)
        #expect(try site.control(["stats", "-o", file]).status == 64)
    }
}
