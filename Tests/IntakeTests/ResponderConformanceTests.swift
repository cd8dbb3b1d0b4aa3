// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import JSON
import Testing

@testable import Intake

/// Tests of the published cases, with the decision that `explain` shows.
@Suite struct ResponderConformanceTests {
    private struct Rule: Decodable {
        var code: String
        var source: String
        var holds_when: String
    }

    private static let rules: [Rule] = {
        guard let file = ConformanceCase.directory?.appendingPathComponent("vetoes.json"),
            let data = try? Data(contentsOf: file)
        else { return [] }
        return (try? JSONDecoder().decode([Rule].self, from: data)) ?? []
    }()

    @Test(arguments: ConformanceCase.all)
    func exactlyTheseVetoesHold(_ example: ConformanceCase) throws {
        let (site, ownMessageID) = try example.site()
        let explanation = try site.explain(
            example.message(ownMessageID: ownMessageID), to: [example.recipient],
            from: example.sender)
        let reply = try #require(explanation.parts.first?.verdict.json()["reply"])
        let shown = try #require(reply["vetoes"]?.array)
        let codes = shown.compactMap { $0["code"]?.string }
        #expect(codes.sorted() == example.vetoes.sorted())
        #expect(reply["will"]?.bool == example.vetoes.isEmpty)
        for veto in shown {
            let rule = Self.rules.first { $0.code == veto["code"]?.string }
            #expect(rule?.source == veto["source"]?.string)
        }
    }

    @Test func `the list of rules has every veto code`() {
        #expect(Self.rules.map(\.code) == Veto.allCases.map(\.rawValue))
        #expect(Self.rules.map(\.source) == Veto.allCases.map(\.source))
        #expect(Self.rules.allSatisfy { !$0.holds_when.isEmpty })
    }

    /// A line that cannot be read, or a misspelt key, must not silently skip a case.
    @Test func `every line is read completely`() throws {
        let file = try #require(ConformanceCase.directory).appendingPathComponent("cases.jsonl")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == ConformanceCase.all.count)
        #expect(Set(ConformanceCase.all.map(\.name)).count == lines.count)
        let known = Set(ConformanceCase.CodingKeys.allCases.map(\.rawValue))
        for line in lines {
            let keys = try #require(try JSON(parsing: line.utf8).object).keys
            #expect(known.isSuperset(of: keys), "\(line)")
        }
    }

    /// A new veto requires its cases.
    @Test(arguments: Veto.allCases)
    func everyVetoHasItsCaseAndItsNearMiss(_ veto: Veto) {
        let code = veto.rawValue
        #expect(ConformanceCase.all.contains { $0.vetoes.contains(code) && $0.near == nil })
        #expect(ConformanceCase.all.contains { $0.near == code })
        #expect(!ConformanceCase.all.contains { $0.near == code && $0.vetoes.contains(code) })
    }
}
