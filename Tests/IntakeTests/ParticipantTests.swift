// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

@testable import Intake

/// Tests of the recipients of customers' mail, who become participants of its thread.
@Suite struct ParticipantTests {
    private func verdict(
        _ site: TestSite, _ id: String, _ head: String = "", subject: String = "Broken lamp",
        from author: String = "ada@customer.example", to recipient: String = "support@example.com"
    ) throws -> Verdict {
        let report = try site.deliver(
            letter(id, subject: subject, head: head, from: author), to: [recipient], from: author)
        return try #require(report.parts.first).verdict
    }

    private static let ben = "ben@customer.example"

    @Test func `who is in Cc of the first mail is a participant`() throws {
        let site = try TestSite()
        let first = try verdict(
            site, "1", "Cc: Ben <BEN+lamps@customer.example>, sales@example.com, Help@example.com\n"
        )
        #expect(first.newParticipants == [Self.ben])
        try site.store.setStatus("closed", ofCase: 1, at: site.now)
        let answer = try verdict(
            site, "2", "References: <1@customer.example>\n", from: Self.ben)
        #expect(answer.thread?.isVerified == true)
        #expect(answer.reopen.will)
        #expect(try site.count("cases") == 1)
    }

    @Test func `who is in Cc of a later mail is a participant`() throws {
        let site = try TestSite()
        _ = try verdict(site, "1")
        let head = "Cc: \(Self.ben)\nIn-Reply-To: <1@customer.example>\n"
        #expect(try verdict(site, "2", head).newParticipants == [Self.ben])
        // The same person again, the author, a user and mailboxes are not added.
        #expect(
            try verdict(site, "3", head.replacing("\n", with: ", ada@customer.example\n"))
                .newParticipants == [])
        let number = try verdict(site, "4", subject: "[Case 1]", from: Self.ben)
        #expect(number.thread?.by == .caseNumber)
        // A participant by Cc may add others.
        let cleo = try verdict(
            site, "5", "Cc: cleo@other.example\nIn-Reply-To: <1@customer.example>\n",
            from: Self.ben)
        #expect(cleo.newParticipants == ["cleo@other.example"])
    }

    @Test func `cc-participants = false adds nobody`() throws {
        let site = try TestSite { $0.mailboxes[2].hasCcParticipants = false }
        #expect(try verdict(site, "1", "Cc: \(Self.ben)\n").newParticipants == [])
        let answer = try verdict(
            site, "2", "References: <1@customer.example>\n", from: Self.ben)
        #expect(answer.thread?.isVerified == false)
    }

    /// The number of a case can be guessed, and From be forged.
    @Test func `a case number adds nobody`() throws {
        let site = try TestSite()
        _ = try verdict(site, "1")
        let forged = try verdict(site, "2", "Cc: eve@other.example\n", subject: "[Case 1]")
        #expect(forged.thread?.by == .caseNumber)
        #expect(forged.newParticipants == [])
        // Nor does it if the case is closed and a new one follows it.
        site.settings.mailboxes[2].reopen = .new
        try site.apply()
        try site.store.setStatus("closed", ofCase: 1, at: site.now)
        let following = try verdict(site, "3", "Cc: eve@other.example\n", subject: "[Case 1]")
        #expect(following.follows == 1)
        #expect(following.newParticipants == [])
    }

    /// An SPF pass for the forger's own domain confirms no author.
    @Test(arguments: [
        "spf=pass smtp.mailfrom=evil.example", "spf=pass smtp.mailfrom=evil.example; dmarc=none",
        "dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example",
    ])
    func `a pass for another domain admits nobody`(results: String) throws {
        let site = try TestSite { $0.replies.trustedAuthservIDs = ["mx.example.com"] }
        let real = "Authentication-Results: mx.example.com; dmarc=pass\n"
        _ = try verdict(site, "1", real)
        let head = "Authentication-Results: mx.example.com; \(results)\nCc: eve@evil.example\n"
        let forged = try site.deliver(
            letter("2", subject: "[Case 1]", head: head), from: "mal@evil.example")
        let second = try #require(forged.parts.first).verdict
        #expect(second.thread == nil)
        let referring = head + "In-Reply-To: <1@customer.example>\n"
        let report = try site.deliver(letter("3", head: referring), from: "mal@evil.example")
        let third = try #require(report.parts.first).verdict
        #expect(third.thread?.isVerified == false)
        #expect(third.newParticipants == [])
    }

    /// Providers have bounces come to a domain below the customer's.
    @Test func `a pass for a domain below the author's confirms the author`() throws {
        let site = try TestSite { $0.replies.trustedAuthservIDs = ["mx.example.com"] }
        let pass = "Authentication-Results: mx.example.com; spf=pass smtp.mailfrom="
        _ = try verdict(site, "1", pass + "customer.example\n")
        let head = pass + "news.customer.example\nReferences: <1@customer.example>\n"
        let report = try site.deliver(letter("2", head: head), from: "b@news.customer.example")
        #expect(try #require(report.parts.first).verdict.thread?.isVerified == true)
    }

    @Test func `a stranger adds nobody`() throws {
        let site = try TestSite()
        _ = try verdict(site, "1")
        let head = "Cc: eve@other.example\nIn-Reply-To: <1@customer.example>\n"
        let stranger = try verdict(site, "2", head, from: "mal@other.example")
        #expect(stranger.thread?.isVerified == false)
        #expect(stranger.newParticipants == [])
    }

    /// In a thread without a record everybody is verified.
    @Test func `a stranger adds nobody to a thread without a record`() throws {
        let site = try TestSite()
        let archive = "archive@example.com"
        _ = try verdict(site, "1", to: archive)
        let head = "Cc: eve@other.example\nIn-Reply-To: <1@customer.example>\n"
        #expect(
            try verdict(site, "2", head, from: "mal@other.example", to: archive).newParticipants
                == [])
        #expect(try verdict(site, "3", head, to: archive).newParticipants == ["eve@other.example"])
    }

    /// With trusted servers only authenticated mail adds participants, then also by a number.
    @Test(arguments: [
        ("dkim=pass header.d=customer.example", ["ben@customer.example"], true),
        ("spf=fail smtp.mailfrom=customer.example", [], false),
        (nil, [], true),
    ])
    func `only authenticated mail adds participants`(
        results: String?, added: [String], counts: Bool
    ) throws {
        let site = try TestSite { $0.replies.trustedAuthservIDs = ["mx.example.com"] }
        let field = results.map { "Authentication-Results: mx.example.com; \($0)\n" } ?? ""
        let head = field + "Cc: \(Self.ben)\n"
        #expect(try verdict(site, "0", head).newParticipants == added)
        _ = try verdict(site, "1")
        let reference = "In-Reply-To: <1@customer.example>\n"
        #expect(try verdict(site, "2", head + reference).newParticipants == added)
        // A number alone is no proof of who wrote if authentication failed.
        let number = try verdict(site, "3", field + "Cc: d@e.example\n", subject: "[Case 2]")
        #expect((number.thread?.isVerified == true) == counts)
        #expect(number.newParticipants == (added.isEmpty ? [] : ["d@e.example"]))
    }

    @Test func `twenty participants are added to a thread, and no unusable address`() throws {
        let site = try TestSite()
        func list(_ numbers: Range<Int>) -> String {
            numbers.map { "p\($0)@other.example" }.joined(separator: ",\n ")
        }
        let first = try verdict(
            site, "1", "Cc: Smith, a@@b.example, <nobody>, \(list(0..<15))\n")
        #expect(first.newParticipants == (0..<15).map { "p\($0)@other.example" })
        let reference = "In-Reply-To: <1@customer.example>\n"
        let second = try verdict(site, "2", reference + "Cc: \(list(10..<30))\n")
        #expect(second.newParticipants == (15..<20).map { "p\($0)@other.example" })
        #expect(try verdict(site, "3", reference + "Cc: z@other.example\n").newParticipants == [])
        #expect(try site.count("participant") == 20)
    }

    @Test func `users are not added, and automatic mail adds nobody`() throws {
        let site = try TestSite { settings in
            var alice = User(name: "alice")
            alice.address = "alice@staff.example"
            settings.users = [alice]
        }
        #expect(try verdict(site, "1", "Cc: alice@staff.example\n").newParticipants == [])
        for mark in ["Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <l.example>"] {
            #expect(
                try verdict(site, "x" + mark, "\(mark)\nCc: \(Self.ben)\n").newParticipants == [])
        }
    }
}
