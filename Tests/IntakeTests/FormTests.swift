// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Testing

@testable import Intake

/// Tests of the one test whether mail is a contact form's: for the record, its contact and the
/// reply.
@Suite struct FormTests {
    private static let replyTo = "Reply-To: Bea <bea@other.example>\n"
    private static let field = "Authentication-Results: mx.example.com; spf="
    private static let received =
        "Received: from a.example by mx.example.com; Mon, 21 Sep 2026 14:13:20 +0000\n"

    private struct Outcome: Equatable {
        var cases: Int64
        var contact: String?
        var recipients: [String]
    }

    /// Returns what becomes of mail of a listed form.
    private func outcome(
        _ head: String, replyTo: String = replyTo, trusted: [String] = [],
        _ unauthenticated: ReplySettings.Unauthenticated = .answer
    ) throws -> Outcome {
        let site = try TestSite {
            $0.mailboxes[2].forms = ["form@www.example.com"]
            $0.replies.trustedAuthservIDs = trusted
            $0.replies.unauthenticated = unauthenticated
        }
        try site.deliver(
            letter(head: head + replyTo, from: "Website <form@www.example.com>"),
            from: "form@www.example.com")
        let contact = try site.store.caseRecord(number: 1)?.contactID
            .flatMap { try site.store.contact(id: $0)?.address }
        return Outcome(
            cases: try site.count("cases"), contact: contact,
            recipients: try site.answers().map(\.recipient))
    }

    private let whole = Outcome(
        cases: 1, contact: "bea@other.example", recipients: ["bea@other.example"])

    @Test(arguments: [
        "", "Auto-Submitted: auto-generated\n", "Precedence: bulk\n", "X-Precedence: junk\n",
        "Precedence: list\nX-Auto-Response-Suppress: All\n",
        "List-Unsubscribe: <mailto:u@www.example.com>\n",
        "List-Unsubscribe: <https://u.example>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n",
    ])
    func `marks of bulk mail withhold no reply from a form`(head: String) throws {
        #expect(try outcome(head) == whole)
        let passed = Self.field + "pass smtp.mailfrom=www.example.com\n" + Self.received
        #expect(try outcome(passed + head, trusted: ["mx.example.com"]) == whole)
    }

    /// A forger would have mailclerk write to whom Reply-To names.
    @Test func `a pass for another domain makes no form's mail`() throws {
        let site = try TestSite {
            $0.mailboxes[2].forms = ["form@www.example.com"]
            $0.replies.trustedAuthservIDs = ["mx.example.com"]
        }
        let head = Self.field + "pass smtp.mailfrom=evil.example\n" + Self.received
        try site.deliver(
            letter(head: head + Self.replyTo, from: "Website <form@www.example.com>"),
            from: "mal@evil.example")
        #expect(try site.answers().map(\.recipient) == ["mal@evil.example"])
        let contact = try site.store.caseRecord(number: 1)?.contactID
            .flatMap { try site.store.contact(id: $0)?.address }
        #expect(contact == "form@www.example.com")
    }

    @Test func `a form's mail that a list sent is the list's`() throws {
        let outcome = try outcome("List-Id: <l.example>\nList-Unsubscribe: <mailto:u@l.example>\n")
        #expect(outcome == Outcome(cases: 1, contact: "bea@other.example", recipients: []))
    }

    @Test func `mail that failed authentication is not a form's`() throws {
        let failed = Self.field + "fail smtp.mailfrom=www.example.com\n" + Self.received
        #expect(
            try outcome(failed, trusted: ["mx.example.com"])
                == Outcome(cases: 1, contact: "form@www.example.com", recipients: []))
        #expect(
            try outcome(failed + "Precedence: bulk\n", trusted: ["mx.example.com"])
                == Outcome(cases: 0, contact: nil, recipients: []))
    }

    @Test func `without a trusted result the setting decides`() throws {
        let head = "Precedence: bulk\n"
        #expect(try outcome(head, trusted: ["mx.example.com"]) == whole)
        #expect(
            try outcome(head, trusted: ["mx.example.com"], .hold)
                == Outcome(cases: 0, contact: nil, recipients: []))
        #expect(
            try outcome(head, .hold) == Outcome(cases: 0, contact: nil, recipients: []))
    }

    @Test func `the first usable address in Reply-To is the person`() throws {
        #expect(try outcome("", replyTo: "Reply-To: Bea, bea@other.example\n") == whole)
        #expect(
            try outcome("", replyTo: "Reply-To: Bea\n")
                == Outcome(
                    cases: 1, contact: "form@www.example.com",
                    recipients: ["form@www.example.com"]))
    }
}
