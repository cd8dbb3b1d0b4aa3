// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

/// Received, Return-Path, Auto-Submitted and the fields of mailing lists.
@Suite struct TraceFieldTests {
    static let postfix = """
         from client.example (mail.client.example [192.0.2.1])\r
        \tby mx.example.org (Postfix) with ESMTPS id 4B21C\r
        \tfor <a@example.org>; Sun, 22 Nov 2026 13:49:28 +0000 (UTC)
        """

    @Test func readsReceived() {
        let found = ReceivedField(Array(Self.postfix.utf8))
        #expect(found.from == "client.example")
        #expect(found.fromComments == ["mail.client.example [192.0.2.1]"])
        #expect(found.fromAddress == "192.0.2.1")
        #expect(found.by == "mx.example.org")
        #expect(found.with == "ESMTPS")
        #expect(found.via == nil)
        #expect(found.id == "4B21C")
        #expect(found.recipient?.address == "a@example.org")
        #expect(found.date == 1_795_355_368)
    }

    static let addresses: [(String, String?)] = [
        ("from [192.0.2.7] (helo=x.example) by y", "192.0.2.7"),
        ("from unknown (HELO x) (192.0.2.8) by y", "192.0.2.8"),
        ("from x ([IPv6:2001:db8::1]) by y", "2001:db8::1"),
        ("from x (x.example [2001:db8::2]) by y", "2001:db8::2"),
        ("from x.example by y", nil), ("by y with LMTP", nil), ("from (x", nil),
        ("from [not one] by y", nil), ("from 1.2.3 by y", nil),
    ]

    @Test(arguments: addresses)
    func findsTheClientsAddress(_ text: String, _ address: String?) {
        #expect(ReceivedField(Array(text.utf8)).fromAddress == address)
    }

    @Test func readsWordsUpToTheNextClause() {
        let found = ReceivedField(
            Array("(qmail 1 invoked by uid 5); by x with Microsoft SMTP Server (v=1) id <7>".utf8))
        #expect(found.by == nil)
        let other = ReceivedField(
            Array("by x with Microsoft SMTP Server (v=1) id <7> via y; garbage".utf8))
        #expect(other.with == "Microsoft SMTP Server")
        #expect(other.id == "7")
        #expect(other.via == "y")
        #expect(other.date == nil)
    }

    @Test func readsReturnPath() {
        func path(_ value: String) -> ReturnPath? {
            Message(Array("Return-Path: \(value)\n\n".utf8)).returnPath
        }
        #expect(path("<>") == .null)
        #expect(path("< >") == .null)
        #expect(path("<MAILER-DAEMON>") == .null)
        #expect(path("mailer-daemon") == .null)
        #expect(
            path("<MAILER-DAEMON@b>") == .address(Address(localPart: "MAILER-DAEMON", domain: "b")))
        #expect(path("<a@b>") == .address(Address(localPart: "a", domain: "b")))
        #expect(path("a@b") == path("<a@b>"))
        #expect(path("") == nil)
        #expect(Message(Array("Subject: x\n\n".utf8)).returnPath == nil)
    }

    @Test func readsAutoSubmitted() {
        func field(_ value: String) -> AutoSubmitted? {
            Message(Array("Auto-Submitted: \(value)\n\n".utf8)).autoSubmitted
        }
        let notified = field("(c) Auto-Notified (x); owner-email=\"a@b.example\"")
        #expect(notified?.kind == .notified)
        #expect(notified?.parameter("owner-email") == "a@b.example")
        #expect(field("no")?.isAutomatic == false)
        #expect(field("auto-replied")?.kind == .replied)
        #expect(field("auto-generated;")?.kind == .generated)
        #expect(field("yes")?.kind == .other("yes"))
        #expect(field("") == nil)
        let two = "Auto-Submitted: no\nAuto-Submitted: auto-replied\n\n"
        #expect(Message(Array(two.utf8)).autoSubmitted?.kind == .replied)
    }

    static let list = """
        List-Id: "The friends, of course" <friends.example.org>
        List-Post: NO (read only)
        List-Unsubscribe: (by <mail>) <mailto:leave@example.org?subject=
         x>, <https://example.org/leave?a,b>
        List-Unsubscribe-Post: List-Unsubscribe=One-Click
        List-Archive: <https://example.org/archive>

        """

    @Test func readsListFields() throws {
        let found = try #require(Message(Array(Self.list.utf8)).mailingList)
        #expect(found.id == "friends.example.org")
        #expect(found.name == "The friends, of course")
        #expect(found.isPostForbidden)
        #expect(found.post.isEmpty)
        #expect(
            found.unsubscribe == [
                "mailto:leave@example.org?subject=x", "https://example.org/leave?a,b",
            ])
        #expect(found.hasOneClickUnsubscribe)
        #expect(found.archive == ["https://example.org/archive"])
        #expect(Message(Array("Subject: x\n\n".utf8)).mailingList == nil)
        let bare = Message(Array("List-Id: a.example\nList-Post: <mailto:a@b>\n\n".utf8))
        #expect(bare.mailingList?.id == "a.example")
        #expect(bare.mailingList?.post == ["mailto:a@b"])
        #expect(bare.mailingList?.hasOneClickUnsubscribe == false)
    }

    @Test func survivesCutsAndChanges() {
        for bytes in mutations(of: Array(Self.postfix.utf8)) {
            #expect(ReceivedField(bytes).fromComments.count <= 10)
            _ = ReturnPath(bytes)
            _ = AutoSubmitted(bytes)?.parameter("x")
        }
        for bytes in mutations(of: Array(Self.list.utf8)) {
            #expect(Message(bytes).mailingList?.unsubscribe.count ?? 0 <= 20)
        }
    }
}
