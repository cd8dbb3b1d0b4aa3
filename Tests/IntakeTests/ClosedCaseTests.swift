// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

@testable import Intake

/// Tests of mail of non-participants that refers to a closed case.
@Suite struct ClosedCaseTests {
    private func verdict(
        _ site: TestSite, _ id: String, _ head: String = "", from author: String
    ) throws -> Verdict {
        let report = try site.deliver(
            letter(id, subject: "Re: Broken lamp", head: head, from: author), from: author)
        return try #require(report.parts.first).verdict
    }

    private func siteWithClosedCase(
        _ change: (inout Settings) -> Void = { _ in }
    ) throws -> TestSite {
        let site = try TestSite(change)
        try site.deliver(letter())
        try site.store.setStatus("closed", ofCase: 1, at: site.now)
        return site
    }

    private static let reference = "References: <1@customer.example>\n"
    private static let home = "ada@home.example"

    @Test(arguments: MailboxSettings.Reopen.allCases)
    func `a stranger's mail opens its own, linked case`(reopen: MailboxSettings.Reopen) throws {
        let site = try siteWithClosedCase { $0.mailboxes[2].reopen = reopen }
        let new = try verdict(site, "2", Self.reference, from: Self.home)
        #expect(new.thread == nil)
        #expect(new.follows == 1)
        #expect(new.action.will == .create)
        #expect(!new.reopen.will)
        #expect(new.reply.will)
        #expect(try site.store.links(ofCase: 2).map(\.relation) == [.follows])
        #expect(try site.store.links(ofCase: 2).map(\.other) == [1])
        #expect(try site.store.caseRecord(number: 1)?.status == "closed")
        let contact = try #require(
            try site.store.caseRecord(number: 2)?.contactID.flatMap {
                try site.store.contact(id: $0)
            })
        #expect(contact.address == Self.home)
        #expect(try site.store.email(id: 2)?.isVerified == true)
        // The conversation goes on in the new case, even if the old references stay.
        let next = try verdict(
            site, "3", "References: <1@customer.example> <2@customer.example>\n", from: Self.home)
        #expect(next.thread?.thread.record?.number(of: .case) == 2)
        #expect(next.thread?.isVerified == true)
        #expect(try site.store.emailIDs(of: .case(1)) == [1])
    }

    @Test func `mail that fails authentication is not hidden either`() throws {
        let site = try siteWithClosedCase { $0.replies.trustedAuthservIDs = ["mx.example.com"] }
        let head =
            "Authentication-Results: mx.example.com; spf=fail smtp.mailfrom=customer.example\n"
            + Self.reference
        let new = try verdict(site, "2", head, from: "ada@customer.example")
        #expect(new.follows == 1)
        #expect(new.reply.vetoes == [.authenticationFailed])
        #expect(try site.store.caseRecord(number: 1)?.status == "closed")
    }

    @Test func `to an open case a stranger's mail is added as unverified`() throws {
        let site = try TestSite()
        try site.deliver(letter())
        let joined = try verdict(site, "2", Self.reference, from: Self.home)
        #expect(joined.thread?.thread.record?.number(of: .case) == 1)
        #expect(joined.thread?.isVerified == false)
        #expect(joined.reply.vetoes == [.unverified])
        #expect(try site.count("cases") == 1)
    }

    @Test func `without an action the mail has a thread of its own`() throws {
        let site = try siteWithClosedCase()
        site.settings.mailboxes[2].action.kind = .none
        try site.apply()
        let new = try verdict(site, "2", Self.reference, from: Self.home)
        #expect(new.thread == nil)
        #expect(new.follows == nil)
        #expect(new.action.will == .none)
        #expect(try site.store.emailIDs(of: .case(1)) == [1])
        #expect(try site.store.email(id: 2)?.threadID == 2)
    }

    /// Automatic mail stays where it belongs, and opens nothing.
    @Test(arguments: [[], [EmailKind.autoReply]])
    func `automatic mail joins the closed case`(convertKinds: [EmailKind]) throws {
        let site = try siteWithClosedCase { $0.mailboxes[2].convertKinds = convertKinds }
        let joined = try verdict(
            site, "2", "Auto-Submitted: auto-replied\n" + Self.reference, from: Self.home)
        #expect(joined.thread?.thread.record?.number(of: .case) == 1)
        #expect(joined.thread?.isVerified == false)
        #expect(!joined.reopen.will)
        #expect(try site.count("cases") == 1)
    }

    /// Who follows up on the own case and on an old mail of the closed one stays in the own case.
    @Test func `a reference to a case of the author comes before a closed case of others`() throws {
        let site = try siteWithClosedCase()
        _ = try verdict(site, "2", Self.reference, from: Self.home)
        let head = "In-Reply-To: <1@customer.example>\nReferences: <2@customer.example>\n"
        let joined = try verdict(site, "3", head, from: Self.home)
        #expect(joined.thread?.thread.record?.number(of: .case) == 2)
        #expect(joined.thread?.isVerified == true)
        // Somebody else follows the closed case.
        #expect(try verdict(site, "4", head, from: "eve@other.example").follows == 1)
    }

    @Test func `a participant's mail reopens the case`() throws {
        let site = try siteWithClosedCase()
        let joined = try verdict(site, "2", Self.reference, from: "ada@customer.example")
        #expect(joined.reopen.will)
        #expect(try site.count("cases") == 1)
    }
}
