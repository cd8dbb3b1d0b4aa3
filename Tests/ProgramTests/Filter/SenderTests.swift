// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import TestSupport
import Testing

@Suite struct SenderTests {
    /// What is said of a sender and what must come of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var arguments: [String] = []
        var environment: [String: String] = [:]
        var head = ""
        /// The envelope sender as it is stored.
        var stored: String? = "ada@customer.example"
        /// Whether it is answered.
        var isAnswered = true

        init(_ description: String, _ change: (inout Case) -> Void) {
            testDescription = description
            change(&self)
        }
    }

    private static func null(_ description: String, _ change: (inout Case) -> Void) -> Case {
        Case(description) {
            change(&$0)
            $0.stored = ""
            $0.isAnswered = false
        }
    }

    static let cases = [
        Case("-f") { $0.arguments = ["-f", "ada@customer.example"] },
        Case("-f in angle brackets") { $0.arguments = ["-f", "<ada@customer.example>"] },
        Case("-f before everything else") {
            $0.arguments = ["-f", "ada@customer.example"]
            $0.environment = ["SENDER": "eve@other.example"]
            $0.head = "From eve@other.example  Mon\nReturn-Path: <eve@other.example>\n"
        },
        Case("Return-Path above the first Received") {
            $0.head = "Return-Path: <ada@customer.example>\nReceived: from a by b\n"
        },
        Case("the first Return-Path, before SENDER") {
            $0.environment = ["SENDER": "eve@other.example"]
            $0.head =
                "Return-Path: <ada@customer.example>\nReturn-Path: <eve@other.example>\n"
                + "Received: from a by b\n"
        },
        Case("no Return-Path from below Received") {
            $0.environment = ["SENDER": "ada@customer.example"]
            $0.head = "Received: from a by b\nReturn-Path: <eve@other.example>\n"
        },
        Case("SENDER") { $0.environment = ["SENDER": "ada@customer.example"] },
        Case("SENDER before the mbox line") {
            $0.environment = ["SENDER": "ada@customer.example"]
            $0.head = "From eve@other.example  Mon Sep 21 14:13:20 2026\n"
        },
        Case("a SENDER with _ that nothing confirms") {
            $0.environment = ["SENDER": "o_brien@customer.example"]
            $0.stored = "o_brien@customer.example"
            $0.isAnswered = false
        },
        Case("a SENDER with _ that the mbox line confirms") {
            $0.environment = ["SENDER": "o_brien@customer.example"]
            $0.head = "From o_brien@customer.example  Mon Sep 21 14:13:20 2026\n"
            $0.stored = "o_brien@customer.example"
        },
        Case("a SENDER with _ and the true address in Return-Path") {
            $0.environment = ["SENDER": "o_brien@customer.example"]
            $0.head = "Return-Path: <o'brien@customer.example>\nReceived: from a by b\n"
            $0.stored = "o'brien@customer.example"
        },
        Case("mbox line") { $0.head = "From ada@customer.example  Mon Sep 21 14:13:20 2026\n" },
        null("-f empty") { $0.arguments = ["-f", ""] },
        null("-f <>") { $0.arguments = ["-f", "<>"] },
        null("-f MAILER-DAEMON") { $0.arguments = ["-f", "MAILER-DAEMON"] },
        null("-f <MAILER-DAEMON>") { $0.arguments = ["-f", "<MAILER-DAEMON>"] },
        null("Return-Path <MAILER-DAEMON>, as sendmail and Postfix write it") {
            $0.head = "Return-Path: <MAILER-DAEMON>\nReceived: from a by b\n"
        },
        null("Return-Path <mailer-daemon> in small letters") {
            $0.head = "Return-Path: < mailer-daemon >\nReceived: from a by b\n"
        },
        null("SENDER <MAILER-DAEMON>") { $0.environment = ["SENDER": "<MAILER-DAEMON>"] },
        null("-f empty before a Return-Path") {
            $0.arguments = ["-f", ""]
            $0.head = "Return-Path: <ada@customer.example>\n"
        },
        null("Return-Path <>") { $0.head = "Return-Path: <>\nReceived: from a by b\n" },
        null("SENDER empty") { $0.environment = ["SENDER": ""] },
        null("SENDER MAILER-DAEMON") { $0.environment = ["SENDER": "MAILER-DAEMON"] },
        null("mbox line of a bounce") { $0.head = "From MAILER-DAEMON  Mon Sep 21 2026\n" },
        Case("nothing known") {
            $0.stored = nil
            $0.isAnswered = false
        },
        Case("a From field without a space is no mbox line") {
            $0.head = "From : eve@other.example\n"
            $0.stored = nil
            $0.isAnswered = false
        },
        Case("-f that is no address") {
            $0.arguments = ["-f", "not an address"]
            $0.stored = "not an address"
            $0.isAnswered = false
        },
        Case("-f that sendmail might take for an option") {
            $0.arguments = ["-f", "-oQ/tmp@customer.example"]
            $0.stored = "-oQ/tmp@customer.example"
            $0.isAnswered = false
        },
    ]

    @Test(arguments: cases)
    func senderIsKnownAndAnswered(sender: Case) throws {
        let site = try Site()
        let outcome = try site.deliver(
            letter(head: sender.head), ["-r", "support@example.com"] + sender.arguments,
            environment: sender.environment)
        #expect(outcome == .silent(0))
        let email = try #require(try site.emails().first)
        #expect(email.envelopeSender == sender.stored)
        let answered = try site.sendmail.handed().map { $0.arguments.last }
        #expect(answered == (sender.isAnswered ? [sender.stored] : []))
    }
}
