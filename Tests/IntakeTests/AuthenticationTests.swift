// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Testing

@testable import Intake

/// Tests of Authentication-Results that a server with several milters adds as several fields.
@Suite struct AuthenticationTests {
    private static let received =
        "Received: from a.example by mx.example.com; Mon, 21 Sep 2026 14:13:20 +0000\n"

    // As Postfix adds them with OpenDKIM, OpenDMARC and policyd-spf.
    private static let dkim = """
        Authentication-Results: mx.example.com;
        \tdkim=pass (2048-bit key; unprotected) header.d=customer.example
        \theader.i=@customer.example header.a=rsa-sha256 header.s=s1 header.b=bM/+k1=;
        \tdkim-atps=neutral

        """
    private static let spf = """
        Authentication-Results: mx.example.com; spf=pass (sender SPF authorized)
        \tsmtp.mailfrom=customer.example (client-ip=192.0.2.1; helo=a.example;
        \tenvelope-from=ada@customer.example; receiver=support@example.com)

        """
    private static let noDMARC =
        "Authentication-Results: mx.example.com; dmarc=none (p=none) header.from=customer.example\n"
    private static let failed =
        "Authentication-Results: mx.example.com; dmarc=fail (p=none) header.from=customer.example\n"

    private func vetoes(_ head: String, sender: String = "ada@customer.example") throws -> [String]
    {
        let site = try TestSite { $0.replies.trustedAuthservIDs = ["mx.example.com"] }
        return try site.verdict(letter(head: head), sender).reply.vetoes.map(\.code)
    }

    private static let statements: [String] = [
        "\(noDMARC)\(dkim)\(spf)\(received)", "\(spf)\(noDMARC)\(dkim)\(received)",
        "\(noDMARC)\(spf)\(received)", "\(noDMARC)\(dkim)\(received)",
        """
        Authentication-Results: other.example; dkim=fail
        \(noDMARC)DKIM-Filter: OpenDKIM Filter v2.11.0 mx.example.com 1A2B
        \(dkim)\(received)
        """,
    ]

    @Test(arguments: statements)
    func `the fields of one server are one statement`(head: String) throws {
        #expect(try vetoes(head) == [])
    }

    @Test(arguments: ["\(dkim)\(spf)\(failed)\(received)", "\(failed)\(dkim)\(spf)\(received)"])
    func `a failure of DMARC decides`(head: String) throws {
        #expect(try vetoes(head) == ["unauthenticated"])
    }

    /// Fields below the server's own Received, or in a letter, may be forged.
    @Test(arguments: [
        "\(noDMARC)\(received)\(dkim)", "\(noDMARC)\(received)\(spf)\(received)",
        "\(noDMARC)Return-Path: <x@evil.example>\n\(dkim)\(received)",
        "\(received)\(noDMARC)To: support@example.com\n\(dkim)",
        "\(received)\(noDMARC)Comments: x\n\(dkim)",
    ])
    func `fields further down are not of the statement`(head: String) throws {
        #expect(try vetoes(head) == ["unauthenticated"])
    }

    @Test func `a field at the end of the header is not of the statement`() throws {
        let site = try TestSite { $0.replies.trustedAuthservIDs = ["mx.example.com"] }
        let text = letter(head: Self.noDMARC).replacing("\n\n", with: "\n\(Self.dkim)\n")
        #expect(try site.verdict(text).reply.vetoes.map(\.code) == ["unauthenticated"])
    }

    @Test func `the topmost of several trusted servers speaks`() throws {
        func vetoes(_ head: String) throws -> [String] {
            let site = try TestSite {
                $0.replies.trustedAuthservIDs = ["mx.example.com", "mx2.example.com"]
            }
            return try site.verdict(letter(head: head)).reply.vetoes.map(\.code)
        }
        let second = Self.dkim.replacing("mx.example.com", with: "mx2.example.com")
        #expect(try vetoes(Self.noDMARC + second + Self.received) == ["unauthenticated"])
        #expect(try vetoes(second + Self.failed + Self.received) == [])
    }

    @Test func `SPF of the greeting says nothing about the sender`() throws {
        let helo = "Authentication-Results: mx.example.com; spf=pass smtp.helo=customer.example\n"
        #expect(try vetoes(Self.noDMARC + helo + Self.received) == ["unauthenticated"])
    }

    @Test func `DMARC passes for the domain that it names`() throws {
        func head(_ domain: String) -> String {
            "Authentication-Results: mx.example.com; dmarc=pass header.from=\(domain)\n"
        }
        #expect(try vetoes(head("customer.example")) == [])
        #expect(try vetoes(head("evil.example")) == ["unauthenticated"])
        #expect(try vetoes(head("example")) == ["unauthenticated"])
    }
}
