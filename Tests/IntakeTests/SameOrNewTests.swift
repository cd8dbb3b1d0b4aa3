// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

@testable import Intake

/// Tests of whether a message is a copy of an earlier one, and of Message-IDs that prove nothing.
@Suite struct SameOrNewTests {
    private func mail(
        _ subject: String, id: String? = "<one@client.example>",
        date: String? = "Mon, 16 Nov 2026 09:00:00 +0000", head: String = "",
        from: String = "ada@client.example", body: String = "The lamp is dark.\n"
    ) -> String {
        var lines = ["From: \(from)", "To: support@example.com", "Subject: \(subject)"]
        if let id { lines.append("Message-ID: \(id)") }
        if let date { lines.append("Date: \(date)") }
        return lines.joined(separator: "\n") + "\n" + head + "\n" + body
    }

    private func verdict(
        _ site: TestSite, _ text: String, from sender: String = "ada@client.example"
    ) throws -> Verdict {
        try #require(try site.deliver(text, from: sender).parts.first).verdict
    }

    // MARK: Copies

    @Test(arguments: [
        ("[Team] Lamp", "Mon, 16 Nov 2026 09:00:00 +0000"),
        ("Lamp", "Mon, 16 Nov 2026 10:00:00 +0100"),
        ("Lamp", "16 Nov 2026 04:00:00 EST"),
        ("Lamp", nil),
    ])
    func `the same Message-ID, author and Date are a copy`(subject: String, date: String?) throws {
        let site = try TestSite()
        try site.deliver(mail("Lamp"), from: "ada@client.example")
        let copy = try verdict(site, mail(subject, date: date, body: "The lamp is dark.\n___\n"))
        #expect(copy.thread?.by == .messageID)
        #expect(copy.action.will == .append)
        #expect(copy.thread?.thread.record?.number(of: .case) == 1)
        #expect(copy.reply.why == copy.action.why)
        #expect(try site.count("cases") == 1)
        #expect(try site.answers().count == 1)
    }

    /// Devices, carriers and programs that write invoices use one Message-ID for all mail.
    @Test(arguments: [
        ("Shipment 2", "Mon, 23 Nov 2026 09:00:00 +0000"),
        ("Lamp", "Mon, 16 Nov 2026 09:00:01 +0000"),
        ("Order 2", nil),
        ("Order 2", "soon"),
    ])
    func `another Date, or another subject without one, is new mail`(
        subject: String, date: String?
    ) throws {
        let site = try TestSite()
        try site.deliver(mail("Lamp"), from: "ada@client.example")
        let new = try verdict(site, mail(subject, date: date))
        #expect(new.thread == nil)
        #expect(new.action.will == .create)
        #expect(new.reply.will)
        #expect(try site.count("cases") == 2)
    }

    @Test func `without both dates the subject decides`() throws {
        let site = try TestSite()
        try site.deliver(mail("Order 1", date: nil), from: "ada@client.example")
        #expect(try verdict(site, mail("Order 2", date: nil)).thread == nil)
        #expect(
            try verdict(site, mail("Order 1", date: nil, body: "x\n")).thread?.by == .messageID)
        #expect(try site.count("cases") == 2)
    }

    @Test func `another author's mail with the same Message-ID is new`() throws {
        let site = try TestSite()
        try site.deliver(mail("Lamp"), from: "ada@client.example")
        let new = try verdict(site, mail("Lamp", from: "ben@client.example"))
        #expect(new.thread == nil)
    }

    /// The reused Message-ID must not lead into the first, closed case.
    @Test func `new mail with a reused Message-ID is not hidden in a closed case`() throws {
        let site = try TestSite()
        try site.deliver(mail("Lamp"), from: "ada@client.example")
        try site.store.setStatus("closed", ofCase: 1, at: site.now)
        _ = try verdict(site, mail("Pump", date: "Tue, 17 Nov 2026 09:00:00 +0000"))
        #expect(try site.store.caseRecord(number: 2)?.subject == "Pump")
        #expect(try site.store.caseRecord(number: 1)?.status == "closed")
    }

    // MARK: Message-IDs without a domain

    @Test(arguments: ["<>", "< >", "", " ", "<\t>", "<", ">", "<<>>"])
    func `an empty Message-ID is none`(id: String) throws {
        let site = try TestSite()
        let first = try verdict(site, mail("Lamp", id: id))
        #expect(first.thread == nil)
        #expect(try site.store.email(id: 1)?.messageID == nil)
        let second = try verdict(site, mail("Lamp", id: id, body: "Another lamp.\n"))
        #expect(second.thread == nil)
        let reply = try verdict(
            site, mail("Re: Lamp", id: "<2@c.example>", head: "In-Reply-To: \(id)\n"))
        #expect(reply.thread == nil)
        #expect(try site.count("cases") == 3)
    }

    @Test(arguments: ["12345", "12345@", "@client.example"])
    func `an ID without a domain joins only mail of its author`(id: String) throws {
        let site = try TestSite()
        try site.deliver(mail("Lamp", id: "<\(id)>"), from: "ada@client.example")
        // Cleo's device has counted to the same number since.
        try site.deliver(
            mail("Gate", id: "<\(id)>", from: "cleo@client.example"), from: "cleo@client.example")
        let head = "In-Reply-To: <\(id)>\nReferences: <\(id)>\n"
        let stranger = try verdict(
            site, mail("Pump", id: "<2@c.example>", head: head, from: "ben@client.example"))
        #expect(stranger.thread == nil)
        let own = try verdict(
            site, mail("More", id: "<3@c.example>", head: head, from: "ada+x@client.example"))
        #expect(own.thread?.by == .inReplyTo)
        #expect(own.thread?.thread.record?.number(of: .case) == 1)
        #expect(own.thread?.isVerified == true)
    }

    // MARK: Encoded words

    /// As Python's `email` writes the Message-ID of a reply if it is long.
    @Test func `a token in an encoded reference is used`() throws {
        let site = try TestSite()
        try site.deliver(letter())
        let id = try #require(try site.answers().first).messageID
        let half = id.utf8.count / 2
        let head = """
            In-Reply-To: =?utf-8?q?=3C\(id.prefix(half))?=
             =?utf-8?q?\(id.dropFirst(half).replacing("@", with: "=40"))=3E?=

            """
        let joined = try verdict(
            site, letter("2", subject: "Other", head: head), from: "ada@customer.example")
        #expect(joined.thread?.by == .token)
        #expect(joined.thread?.isVerified == true)
    }

    @Test func `references in encoded words are used`() throws {
        let site = try TestSite()
        try site.deliver(letter())
        let head = "References: =?us-ascii?b?PHhAYy5leGFtcGxlPiA8MUBjdXN0b21lci5leGFtcGxlPg==?=\n"
        let joined = try verdict(
            site, letter("2", subject: "Other", head: head), from: "ada@customer.example")
        #expect(joined.thread?.by == .references)
    }
}
