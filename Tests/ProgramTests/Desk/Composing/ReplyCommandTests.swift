// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import InternetMessage
import Store
import SystemMailbox
import TestSupport
import Testing

/// `reply` and `forward` as they are typed, through to sendmail and back.
@Suite struct ReplyCommandTests {
    static func site(_ change: (inout Settings) -> Void = { _ in }) throws -> Site {
        let site = try Site { settings in
            settings.mailboxes[2].rules = []
            settings.mailboxes[2].access = [
                AccessGrant(level: .reply, holder: .user("bob")),
                AccessGrant(level: .reply, holder: .user("dora")),
                AccessGrant(level: .read, holder: .user("alice")),
            ]
            var bob = User(name: "bob")
            bob.fullName = "Bob Bates"
            bob.address = "bob@example.com"
            settings.users = [bob]
            change(&settings)
        }
        #expect(try site.deliver() == .silent(0))
        return site
    }

    @Test func anAnswerLeavesAtOnceFromTheMailbox() throws {
        let site = try Self.site()
        let outcome = try site.control(["reply", "1", "--as", "bob"], input: "It is light now.\n")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(
            outcome.output
                == "replied to email 1 as email 2, to Ada Lovelace <ada@customer.example>\n")
        let handed = try #require(try site.sendmail.handed().first)
        #expect(
            handed.arguments == ["-i", "-f", "support@example.com", "--", "ada@customer.example"])
        let message = Message(Array(handed.message.utf8))
        #expect(message.from.map(\.displayName) == ["Bob Bates (Customer support)"])
        #expect(message.subject == "Re: Broken lamp")
        #expect(message.inReplyTo == ["1@customer.example"])
        #expect(
            message.bestText == """
                It is light now.

                On 2026-09-21 14:13 UTC, Ada Lovelace wrote:
                > It is dark here.
                """)
        for field in ["Auto-Submitted", "Precedence", "X-Auto-Response-Suppress", "Reply-To"] {
            #expect(message.header.first(field) == nil)
        }
        #expect(try site.outbox().map(\.state) == [.sent])
        #expect(try site.emails(.out).map(\.subject) == ["Re: Broken lamp"])
        #expect(try site.events(1) == ["delivered", "replied", "sent"])
        let shown = try site.control(["case", "1", "--as", "alice"])
        #expect(shown.output.contains("bob replied with email 2 to ada@customer.example\n"))
        #expect(try site.objects(["cases", "--waiting"]).isEmpty)
    }

    /// A group of the mailbox has put its address into From.
    @Test func `the reply to a list's message goes to its author`() throws {
        let site = try Self.site { $0.mailboxes[2].ownLists = ["<support.example.com>"] }
        let message = """
            From: 'Bea Brown' via Support <support@example.com>
            X-Original-From: Bea Brown <bea@other.example>
            To: support@example.com
            List-ID: <support.example.com>
            Message-ID: <2@other.example>
            Date: Mon, 21 Sep 2026 14:13:20 +0000
            Subject: Key

            The key is lost.

            """
        let sender = "support+bnc7@example.com"
        #expect(
            try site.deliver(message, ["-f", sender, "-r", "support@example.com"]) == .silent(0))
        let outcome = try site.control(["reply", "2", "--as", "bob"], input: "Come by.\n")
        #expect(
            outcome.output == "replied to email 2 as email 3, to Bea Brown <bea@other.example>\n")
        let handed = try #require(try site.sendmail.handed().first)
        #expect(handed.arguments.last == "bea@other.example")
        #expect(handed.message.contains(", Bea Brown wrote:"))
    }

    @Test(arguments: ["From: Robot:;\n", "From: \n", "", "From: ada@@home.example\n"])
    func mailThatNamesNobodyIsAnsweredToTheContact(from: String) throws {
        let site = try Self.site()
        let mail = """
            \(from)To: support@example.com
            Subject: Re: Broken lamp
            Message-ID: <2@customer.example>
            Date: Mon, 21 Sep 2026 15:13:20 +0000
            In-Reply-To: <1@customer.example>

            The meter reports an error.

            """
        #expect(
            try site.deliver(mail, ["-f", "", "-r", "support@example.com"]) == .silent(0))
        let outcome = try site.control(["reply", "2", "--as", "bob"], input: "Thank you.\n")
        #expect(outcome.status == 0, "\(outcome.error)")
        #expect(try site.sendmail.handed().map(\.arguments.last) == ["ada@customer.example"])
    }

    @Test func mailThatNamesNobodyWithoutACaseHasNoAnswer() throws {
        let site = try Self.site { $0.mailboxes[2].action = Action() }
        let mail = "To: support@example.com\nSubject: x\nMessage-ID: <2@c.example>\n\nx\n"
        #expect(
            try site.deliver(mail, ["-f", "", "-r", "support@example.com"]) == .silent(0))
        let outcome = try site.control(["reply", "2", "--as", "bob"], input: "Who?\n")
        #expect(outcome.status == 65)
        #expect(outcome.error.contains("has no address to reply to"))
        #expect(try site.sendmail.handed().isEmpty)
    }

    @Test func internationalDomainsLeaveAsASCIIAndAreShownAsTheyAre() throws {
        let site = try Self.site {
            $0.mailboxes[2].address = "support@bücher.example"
            $0.mailboxes[2].aliases = ["support@example.com"]
            $0.mailboxes[2].hasReplyToken = true
        }
        #expect(
            try site.deliver(
                letter("2", to: "support@bücher.example")
                    .replacing("ada@customer.example", with: "ada@føroya.example"),
                ["-f", "ada@xn--froya-vua.example", "-r", "support@xn--bcher-kva.example"])
                == .silent(0))
        let outcome = try site.control(
            ["reply", "2", "--as", "bob", "--cc", "jörg@føroya.example", "--json"], input: "Yes.\n")
        #expect(outcome.status == 0, "\(outcome.error)")
        let handed = try site.sendmail.handed()
        #expect(
            Set(handed.map(\.arguments)) == [
                ["-i", "-f", "support@xn--bcher-kva.example", "--", "ada@xn--froya-vua.example"],
                ["-i", "-f", "support@xn--bcher-kva.example", "--", "jörg@føroya.example"],
            ])
        let message = Message(Array(try #require(handed.first).message.utf8))
        #expect(message.from.map(\.domain) == ["xn--bcher-kva.example"])
        #expect(message.replyTo.map(\.domain) == ["xn--bcher-kva.example"])
        #expect(message.messageID?.hasSuffix("@xn--bcher-kva.example") == true)
        #expect(message.to.map(\.address) == ["ada@xn--froya-vua.example"])
        #expect(message.cc.map(\.address) == ["jörg@føroya.example"])
        let sent = try #require(try site.emails(.out).first)
        #expect(sent.from?.address == "support@bücher.example")
        #expect(sent.to.map(\.address) == ["ada@føroya.example"])
        // The answer to it is recognised by the Message-ID.
        let id = try #require(message.messageID)
        #expect(
            try site.deliver(
                letter("3", head: "In-Reply-To: <\(id)>\n"),
                ["-f", "ada@xn--froya-vua.example", "-r", "support@bücher.example"])
                == .silent(0))
        let threads = try site.emails().suffix(2).map(\.threadID)
        #expect(threads[0] == threads[1])
    }

    @Test func theAnswerToAnAnswerFindsTheCaseAndItsBounceOpensIt() throws {
        let site = try Self.site { $0.mailboxes[2].hasReplyToken = true }
        let sent = try site.object(["reply", "1", "--as", "bob"], input: "Yes.")
        let id = try #require(sent["message_id"] as? String)
        let message = Message(Array(try #require(try site.sendmail.handed().first).message.utf8))
        let replyTo = try #require(message.replyTo.first)
        #expect(replyTo.localPart.hasPrefix("support+"))
        let closed = try site.control(["case", "1", "set", "--status", "closed"])
        #expect(closed.status == 0)
        let bounce = """
            From: MAILER-DAEMON@mx.example
            To: support@example.com
            Message-ID: <bounce@mx.example>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            It did not arrive.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; ada@customer.example
            Action: failed
            Status: 5.1.1
            --b
            Content-Type: text/rfc822-headers

            Message-ID: <\(id)>
            --b--

            """
        #expect(
            try site.deliver(bounce, ["-f", "", "-r", "support@example.com"]) == .silent(0))
        #expect(try site.query { try $0.caseRecord(number: 1)?.status } == "open")
        // Without any reference, to the address with the token alone.
        let answer = letter("2").replacing("Subject: Broken lamp", with: "Subject: Thanks")
        #expect(
            try site.deliver(answer, ["-f", "ada@customer.example", "-r", replyTo.address])
                == .silent(0))
        let emails = try site.object(["case", "1"])["emails"] as? [Int]
        #expect(emails == [1, 2, 3, 4])
        #expect(try site.caseNumbers() == [1])
    }

    @Test func everybodyGetsAMessageOfTheSameBytesAndTheThreadHasItOnce() throws {
        let site = try Self.site()
        #expect(
            try site.deliver(
                letter("2").replacing("To: ", with: "Cc: zoe@customer.example\nTo: "))
                == .silent(0))
        let sent = try site.object(
            ["reply", "2", "--all", "--cc", "Vendor <v@bulbs.example>", "--as", "bob"],
            input: "Yes.")
        let recipients = ["ada@customer.example", "zoe@customer.example", "v@bulbs.example"]
        let outbox = try #require(sent["outbox"] as? [[String: Any]])
        #expect(outbox.map { $0["to"] as? String } == recipients)
        #expect(outbox.allSatisfy { $0["state"] as? String == "sent" })
        let handed = try site.sendmail.handed()
        #expect(Set(handed.compactMap(\.arguments.last)) == Set(recipients))
        #expect(Set(handed.map(\.message)).count == 1)
        #expect(try site.emails(.out).count == 1)
        #expect(try site.control(["flush"]).status == 0)
        #expect(try site.emails(.out).count == 1)
    }

    @Test func whatSendmailDoesNotTakeStaysDueAndIsSaid() throws {
        let site = try Self.site()
        try site.sendmail.become("echo 'queue is full' >&2; exit 75")
        let outcome = try site.control(["reply", "1", "--as", "bob"], input: "Yes.")
        #expect(outcome.status == 0)
        #expect(outcome.error.contains("not sent yet"))
        #expect(outcome.error.contains("queue is full"))
        #expect(try site.outbox().map(\.state) == [.due])
        let shown = try site.control(["show", "2"])
        #expect(shown.output.contains("Sending:"))
        #expect(shown.output.contains("ada@customer.example is due"))
        try site.sendmail.work()
        #expect(try site.control(["outbox", "retry", "1"]).status == 0)
        #expect(try site.control(["flush"]).status == 0)
        #expect(try site.sendmail.handed().count == 1)
        #expect(try site.emails(.out).count == 1)
        #expect(!(try site.control(["show", "2"]).output.contains("Sending:")))
    }

    @Test func aPersonsAnswerLeavesAShadowMailboxToo() throws {
        let site = try Self.site { $0.mailboxes[2].isShadow = true }
        #expect(try site.control(["reply", "1"], input: "Yes.").status == 0)
        #expect(try site.sendmail.handed().count == 1)
    }

    @Test func filesGoAlong() throws {
        let site = try Self.site()
        let file = site.directory + "/größe 1.pdf"
        try Data([0, 1, 255]).write(to: URL(fileURLWithPath: file))
        let outcome = try site.control(
            ["reply", "1", "--attach", file, "--no-quote"], input: "See this.")
        #expect(outcome.status == 0, "\(outcome.error)")
        let message = Message(Array(try #require(try site.sendmail.handed().first).message.utf8))
        #expect(message.firstPlainText == "See this.")
        #expect(message.attachments.map(\.fileName) == ["größe 1.pdf"])
        #expect(message.attachments.map(\.contentType) == ["application/pdf"])
        #expect(message.attachments.first?.data() == [0, 1, 255])
        #expect(message.from.map(\.displayName) == ["Customer support"])
    }

    @Test func aForwardGoesToOthersWithWhatWasAttached() throws {
        let site = try Self.site()
        let outcome = try site.control(
            ["forward", "1", "v@bulbs.example", "w@bulbs.example", "--as", "bob"], input: "")
        #expect(outcome.status == 0, "\(outcome.error)")
        let handed = try site.sendmail.handed()
        #expect(
            Set(handed.compactMap(\.arguments.last)) == ["v@bulbs.example", "w@bulbs.example"])
        let message = Message(Array(try #require(handed.first).message.utf8))
        #expect(message.subject == "Fwd: Broken lamp")
        #expect(
            message.firstPlainText?.hasPrefix(
                "---------- Forwarded message ----------\nFrom: Ada Lovelace <ada@customer.example>\n"
            )
                == true)
        #expect(try site.objects(["cases", "--waiting"]).count == 1)
        #expect(try site.events(1) == ["delivered", "forwarded", "sent", "sent"])
        // The vendor's answer joins the case, as that of somebody who takes part.
        let answer = """
            From: v@bulbs.example
            To: support@example.com
            Subject: Re: Fwd: Broken lamp
            Message-ID: <v1@bulbs.example>
            In-Reply-To: <\(try #require(message.messageID))>

            It is the bulb.

            """
        #expect(
            try site.deliver(answer, ["-f", "v@bulbs.example", "-r", "support@example.com"])
                == .silent(0))
        let last = try #require(try site.emails().last)
        #expect(last.isVerified)
        #expect(try site.caseNumbers() == [1])
    }

    @Test func whoWasSlowerIsToldWhoWasFaster() throws {
        let site = try Self.site()
        #expect(try site.control(["show", "1", "--as", "bob"]).status == 0)
        #expect(try site.control(["reply", "1", "--as", "dora"], input: "Yes.").status == 0)
        for arguments in [["reply", "1"], ["reply", "1", "--draft"]] {
            let refused = try site.control(arguments + ["--as", "bob"], input: "No.")
            #expect(refused.status == 75)
            #expect(refused.error.contains("dora replied at 20"))
            #expect(refused.error.contains("see email 2, or use --force; nothing was sent"))
        }
        #expect(try site.sendmail.handed().count == 1)
        #expect(try site.control(["thread", "1", "--as", "bob"]).status == 0)
        #expect(try site.control(["reply", "1", "--as", "bob"], input: "Yes.").status == 0)
        #expect(
            try site.control(["reply", "1", "--as", "dora", "--force"], input: "Well.").status
                == 0)
    }

    @Test(
        arguments: [
            (["reply", "1"], "", 65, "the text is empty"),
            (["reply", "1"], " \n", 65, "the text is empty"),
            (["reply", "x"], "Yes.", 64, "x"),
            (["reply", "9"], "Yes.", 67, "no such email: 9 "),
            (["reply", "1", "--as", "eve"], "Yes.", 67, "no such email: 1 "),
            (["reply", "1", "--as", "alice"], "Yes.", 77, "requires reply access"),
            (["reply", "1", "--cc", "nobody"], "Yes.", 64, "invalid address \"nobody\""),
            (
                ["reply", "1", "--cc", "a@b.example\nBcc: c@d.example"], "Yes.", 64,
                "invalid address"
            ),
            (["reply", "1", "--saved", "none"], "Yes.", 67, "no such saved reply: \"none\""),
            (["reply", "1", "--attach", "/nonexistent"], "Yes.", 66, "/nonexistent"),
            (["reply", "1", "--attach", "/tmp"], "Yes.", 65, "is a directory: /tmp"),
            (["reply", "1", "--quote", "--no-quote"], "Yes.", 64, "--no-quote"),
            (["reply", "1"], "Gr\u{0}", 65, "not text"),
            (["forward", "1"], "See.", 64, "<address>"),
            (["forward", "1", "nobody"], "See.", 64, "invalid address"),
            (["forward", "1", "support@example.com"], "See.", 64, "cannot send to"),
            (["forward", "1", "v@b.example", "--as", "alice"], "", 77, "requires reply access"),
            (["forward", "1", "v@b.example", "--as-is"], "", 65, "the text is empty"),
        ] as [([String], String, Int32, String)])
    func whatCannotBeSentIsSaid(
        arguments: [String], input: String, status: Int32, words: String
    ) throws {
        let site = try Self.site()
        let outcome = try site.control(arguments, input: input)
        #expect(outcome.status == status, "\(outcome.error)")
        #expect(outcome.error.hasPrefix("mailclerkctl: "))
        #expect(outcome.error.contains(words))
        #expect(try site.outbox().isEmpty)
        #expect(try site.emails(.out).isEmpty)
    }

    @Test func textOfAnotherCharsetIsRefused() throws {
        let site = try Self.site()
        let outcome = try Program.control.run(
            ["reply", "1", "--store", site.storePath], input: [0x47, 0xFC])
        #expect(outcome.status == 65)
        #expect(outcome.error.contains("is not UTF-8"))
    }
}
