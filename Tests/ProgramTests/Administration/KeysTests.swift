// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import TestSupport
import Testing

/// `keys rotate`.
@Suite struct KeysTests {
    private let day: Int64 = 86_400_000_000

    /// Rotates when the clock says so many days from 2030.
    private func rotate(_ site: Site, day number: Int64) throws -> Outcome {
        let now = 1_893_456_000_000_000 + number * day
        return try site.control(
            ["keys", "rotate"], environment: ["MAILCLERK_TEST_CLOCK": String(now)])
    }

    private func keys(_ site: Site) throws -> [Int64] {
        try site.query { try $0.signingKeys().map(\.number) }
    }

    @Test func newKeySignsAndTheOldOneGoesOnVerifying() throws {
        let site = try Site()
        try site.deliver()
        let before = try #require(try site.outbox().first?.messageID)
        let answer = try site.object(["keys", "rotate"])
        #expect(answer["number"] as? Int == 2)
        #expect(answer["deleted"] as? [Int] == [])
        try site.deliver(letter("2"))
        let after = try #require(try site.outbox().last?.messageID)
        let secrets = try site.query { Set(try $0.signingKeys().map(\.secret)) }
        #expect(secrets.count == 2)
        #expect(before != after)
        for id in [before, after, "mc.made.up@example.com"] {
            let message = letter().replacing("1@customer.example", with: id)
            let verdict = try site.object(
                ["explain", "-f", "ada@customer.example", "support@example.com"], input: message)
            let reply = try #require(verdict["reply"] as? [String: Any])
            let vetoes = try #require(reply["vetoes"] as? [[String: Any]])
            let isOurs = vetoes.contains { $0["code"] as? String == "own-message" }
            #expect(isOurs == !id.hasPrefix("mc.made"))
        }
    }

    @Test func keyIsDeletedWhenAllThatItSignedHasExpired() throws {
        let site = try Site()
        let first = try rotate(site, day: 0)
        #expect(first.output.contains("created signing key 2"))
        #expect(try keys(site) == [2, 1])
        #expect(try rotate(site, day: 180).status == 0)
        #expect(try keys(site) == [3, 2, 1])
        let later = try rotate(site, day: 181)
        #expect(later.output.contains("deleted signing key 1"))
        #expect(try keys(site) == [4, 3, 2])
    }

    @Test func isForTheOwnerAlone() throws {
        let site = try Site()
        #expect(try site.control(["keys", "rotate", "--as", "alice"]).status == 77)
        #expect(try keys(site) == [1])
    }
}
