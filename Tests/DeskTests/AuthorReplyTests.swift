// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox
import Testing

@testable import Desk

/// Tests who gets a user's reply if From does not name the author.
@Suite struct AuthorReplyTests {
    private func recipients(
        _ header: String, author: Person?, verified: Bool = true
    ) throws -> [String] {
        let (site, _, _) = try ComposeTests.office()
        let (_, thread) = try site.openCase(in: "support")
        let raw = Array("\(header)\nMessage-ID: <9@customer.example>\n\nWell?\n".utf8)
        let support = try #require(try site.store.mailbox(named: "support"))
        var email = Email(mailboxID: support.id, receivedAt: Office.now + ComposeTests.hour)
        email.threadID = thread
        email.describe(Message(raw))
        email.from = author
        email.isVerified = verified
        let id = try site.store.insert(email, raw: raw)
        let request = ComposeRequest(emailID: id, purpose: .reply(toAll: false))
        return try site.desk("carol").draft(request, at: Office.now + 2 * ComposeTests.hour).to
            .map(\.address)
    }

    private let ada = Person(name: "Ada", address: "ada@customer.example")

    @Test func `the author of a list's message gets it, not the list`() throws {
        let header = """
            From: Ada via Team <team@lists.example>
            Reply-To: team@lists.example, Ada <ada@customer.example>
            """
        #expect(try recipients(header, author: ada) == ["ada@customer.example"])
    }

    @Test func `without a usable From the stored author gets it`() throws {
        #expect(try recipients("From: \nSender: x@y.example", author: ada) == [ada.address])
        #expect(
            try recipients("From: Ada\nReply-To: home@ada.example", author: ada)
                == ["home@ada.example"])
        #expect(
            try recipients("From: Ada\nReply-To: home@ada.example", author: ada, verified: false)
                == [ada.address])
    }

    @Test func `an address that lists show but that had to be repaired gets nothing`() throws {
        let shown = Person(name: nil, address: "\"ada@\"@broken.example")
        #expect(throws: DeskError.self) {
            try recipients("From: ada@@broken.example", author: shown)
        }
    }

    @Test func `otherwise From and Reply-To count`() throws {
        #expect(
            try recipients("From: Ada <ada@customer.example>, bea@customer.example", author: ada)
                == ["ada@customer.example", "bea@customer.example"])
    }

    @Test func `a later author of From, whose domain was confirmed, gets it alone`() throws {
        let from = "From: eve@evil.example, ada@customer.example"
        #expect(try recipients(from, author: ada) == ["ada@customer.example"])
        #expect(
            try recipients(from + "\nReply-To: home@ada.example", author: ada)
                == ["home@ada.example"])
    }

    @Test func `the quotation names the author`() throws {
        let (site, _, _) = try ComposeTests.office()
        let (_, thread) = try site.openCase(in: "support")
        let email = try ComposeTests.receive(
            "From: Ada via Team <team@lists.example>", thread: thread,
            at: Office.now + ComposeTests.hour, site)
        try site.store.connection.execute(
            "UPDATE email SET from_name = $1, from_address = $2 WHERE id = $3", "Ada",
            "ada@customer.example", email)
        var request = ComposeRequest(emailID: email, purpose: .reply(toAll: false))
        request.isQuoting = true
        let draft = try site.desk("carol").draft(
            request, at: Office.now + 2 * ComposeTests.hour)
        #expect(draft.text.contains(", Ada wrote:"))
    }
}
