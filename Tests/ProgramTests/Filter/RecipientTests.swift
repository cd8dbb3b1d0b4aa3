// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import TestSupport
import Testing

@Suite struct RecipientTests {
    /// A message on its way and the mailboxes that must get it.
    struct Way: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var arguments: [String] = []
        var environment: [String: String] = [:]
        var head = ""
        var to = "friends@elsewhere.example"
        var mailboxes = ["support"]
        var recipient: String? = "support@example.com"

        init(_ description: String) { testDescription = description }
    }

    private static func way(_ description: String, _ change: (inout Way) -> Void) -> Way {
        var way = Way(description)
        change(&way)
        return way
    }

    static let envelope = [
        way("-r") { $0.arguments = ["-r", "support@example.com"] },
        way("operand") { $0.arguments = ["support@example.com"] },
        way("operand after --") { $0.arguments = ["--", "support@example.com"] },
        way("-r and operand") {
            $0.arguments = ["-r", "support@example.com", "sales@example.com"]
            $0.mailboxes = ["sales", "support"]
        },
        way("case and extension") {
            $0.arguments = ["-r", "Support+order-7@Example.COM"]
            $0.recipient = "Support+order-7@Example.COM"
        },
        way("alias") {
            $0.arguments = ["help@example.com"]
            $0.recipient = "help@example.com"
        },
        way("alias of a whole domain") {
            $0.arguments = ["anybody@care.example.com"]
            $0.recipient = "anybody@care.example.com"
        },
        way("an empty extension that pipe(8) passes") {
            $0.arguments = ["-r", "support@example.com", ""]
        },
        way("unknown beside known") {
            $0.arguments = ["-r", "nobody@example.com", "-r", "support@example.com"]
        },
        way("the last of 1,500") {
            $0.arguments = (1..<1500).map { "nobody\($0)@example.com" } + ["support@example.com"]
        },
        way("RECIPIENT") { $0.environment = ["RECIPIENT": "support@example.com"] },
        way("ORIGINAL_RECIPIENT after one that is no mailbox") {
            $0.environment = [
                "RECIPIENT": "pipe@mx.example.com", "ORIGINAL_RECIPIENT": "support@example.com",
            ]
        },
        way("ORIG_RECIPIENT") { $0.environment = ["ORIG_RECIPIENT": "support@example.com"] },
        way("RECIPIENT before ORIG_RECIPIENT") {
            $0.environment = [
                "ORIG_RECIPIENT": "sales@example.com", "RECIPIENT": "support@example.com",
            ]
        },
        way("LOCAL_PART, LOCAL_PART_SUFFIX and DOMAIN") {
            $0.environment = [
                "LOCAL_PART": "support", "LOCAL_PART_SUFFIX": "+x", "DOMAIN": "example.com",
            ]
            $0.recipient = "support+x@example.com"
        },
        way("LOCAL_PART without a suffix") {
            $0.environment = ["LOCAL_PART": "support", "DOMAIN": "example.com"]
        },
        way("LOCAL and HOST") {
            $0.environment = ["LOCAL": "support", "HOST": "example.com", "EXT": ""]
        },
        way("X-Original-To") { $0.head = "X-Original-To: support@example.com\n" },
        way("Envelope-To") { $0.head = "Envelope-To: support@example.com\n" },
        way("Envelope-To of several, as Exim writes it") {
            $0.head =
                "Envelope-To: x@elsewhere.example,\n\tsupport@example.com, sales@example.com\n"
            $0.mailboxes = ["sales", "support"]
        },
        way("X-Envelope-To") { $0.head = "X-Envelope-To: <support@example.com>\n" },
        way("Delivered-To") { $0.head = "Delivered-To: support@example.com\n" },
        way("Delivered-To that procmail's mbox line stands above") {
            $0.head =
                "From ada@customer.example  Mon Sep 21 14:13:20 2026\n"
                + "Delivered-To: support@example.com\nReceived: from a by b\n"
        },
        way("trace fields above the first Received alone") {
            $0.head =
                "Delivered-To: support@example.com\nReceived: from a by b\n"
                + "X-Original-To: sales@example.com\n"
        },
        way("options before environment before fields") {
            $0.arguments = ["-r", "support@example.com"]
            $0.environment = ["RECIPIENT": "sales@example.com"]
            $0.head = "X-Original-To: archive@example.com\n"
        },
        way("an unknown -r, then the environment") {
            $0.arguments = ["-r", "nobody@example.com"]
            $0.environment = ["RECIPIENT": "support@example.com"]
        },
        way("-m, whatever the recipient") {
            $0.arguments = ["-m", "archive", "-r", "support@example.com"]
            $0.mailboxes = ["archive"]
        },
        way("-m alone") {
            $0.arguments = ["-m", "archive"]
            $0.mailboxes = ["archive"]
            $0.recipient = nil
        },
    ]

    @Test(arguments: envelope)
    func envelopeNamesTheMailbox(way: Way) throws {
        let site = try Site()
        let outcome = try site.deliver(
            letter(head: way.head, to: way.to), way.arguments, environment: way.environment)
        #expect(outcome == .silent(0))
        #expect(try site.arrivals() == way.mailboxes)
        #expect(try site.emails().first?.envelopeRecipient == way.recipient)
    }

    static let header = [
        way("To") { $0.to = "Help desk <support@example.com>" },
        way("every mailbox in To and Cc") {
            $0.to = "support@example.com, x@elsewhere.example\nCc: sales@example.com"
            $0.mailboxes = ["sales", "support"]
        },
        way("Resent-To") { $0.head = "Resent-To: support@example.com\n" },
        way("Resent-Cc") { $0.head = "Resent-Cc: support@example.com\n" },
        way("a trace field without a domain, as getmail writes it, is no recipient") {
            $0.head = "Return-Path: <unknown>\nDelivered-To: unknown\nReceived: from a by b\n"
            $0.to = "support@example.com"
        },
        way("a forged trace field below Received counts for nothing") {
            $0.head = "Received: from a by b\nDelivered-To: sales@example.com\n"
            $0.to = "support@example.com"
        },
    ]

    @Test(arguments: header)
    func headerNamesTheMailboxWhereNoEnvelopeDoes(way: Way) throws {
        let site = try Site()
        #expect(try site.deliver(letter(head: way.head, to: way.to), []) == .silent(0))
        #expect(try site.arrivals() == way.mailboxes)
    }

    static let defaulted = [
        way("no recipient at all") { _ in },
        way("an unknown envelope recipient") { $0.arguments = ["-r", "nobody@example.com"] },
        way("an unknown envelope recipient beside a mailbox in To") {
            $0.environment = ["RECIPIENT": "nobody@example.com"]
            $0.to = "support@example.com"
        },
    ]

    @Test(arguments: defaulted)
    func defaultMailboxGetsTheRest(way: Way) throws {
        let site = try Site { $0.defaultMailbox = "archive" }
        let outcome = try site.deliver(
            letter(to: way.to), way.arguments, environment: way.environment)
        #expect(outcome == .silent(0))
        #expect(try site.arrivals() == ["archive"])
    }

    @Test func recipientNextToKnownOnesIsJournaled() throws {
        let site = try Site()
        try site.deliver(letter(), ["nobody@example.com", "support@example.com"])
        let details = try site.query { store in
            try store.connection.all(
                "SELECT details FROM journal WHERE event = 'unresolved'"
            ) { try $0.text() }
        }
        #expect(details == [#"{"recipient":"nobody@example.com"}"#])
    }
}
