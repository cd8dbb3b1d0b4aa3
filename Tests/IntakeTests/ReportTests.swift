// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox
import Testing

@testable import Intake

/// Tests of bounces and receipts: their kind, their thread, and which of them reopen a case.
@Suite struct ReportTests {
    /// A report on a reply of a user; `ID` stands for the Message-ID of the reply.
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var sender: String? = ""
        var from = "Mail Delivery System <MAILER-DAEMON@mx.customer.example>"
        var subject = "Undelivered"
        var head = ""
        var type: String?
        var body = ""
        var kind = EmailKind.bounce
        var reopens = true

        init(_ description: String, _ change: (inout Example) -> Void) {
            testDescription = description
            change(&self)
        }

        func text(_ id: String) -> String {
            let type = type.map { "MIME-Version: 1.0\nContent-Type: \($0)\n" } ?? ""
            return """
                From: \(from)
                To: support@example.com
                Subject: \(subject)
                Message-ID: <report@mx.customer.example>
                Date: Mon, 21 Sep 2026 15:13:20 +0000
                \(head)\(type)
                \(body)
                """.replacing("ID_OF_REPLY", with: id)
        }
    }

    private static let report = "multipart/report; report-type=delivery-status; boundary=b"
    private static let mixed = "multipart/mixed; boundary=b"
    private static let header = """
        Received: from www.example.com by mx.customer.example; Mon, 21 Sep 2026 15:00:00 +0000
        From: support@example.com
        To: ada@customer.example
        Subject: Re: Delayed lamp
        Message-ID: <ID_OF_REPLY>
        """

    private static func status(_ recipients: String, returned: Bool = true) -> String {
        let original = "--b\nContent-Type: message/rfc822\n\n\(header)\n\nWe come.\n"
        return """
            --b

            This is about your message.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.customer.example

            \(recipients)
            \(returned ? original : "")--b--

            """
    }

    private static func recipient(_ action: String, _ status: String = "5.1.1") -> String {
        """
        Final-Recipient: rfc822; ada@customer.example
        \(action.isEmpty ? "" : "Action: \(action)\n")Status: \(status)

        """
    }

    static let examples =
        ["delayed", "delivered", "relayed", "expanded"].map { action in
            Example("a status that says \(action)") {
                $0.type = report
                $0.body = status(recipient(action, "4.4.1"))
                $0.reopens = false
            }
        } + [
            Example("a status that says failed") {
                $0.type = report
                $0.body = status(recipient("failed"))
            },
            Example("one recipient of several failed") {
                $0.type = report
                $0.body = status(
                    recipient("delivered", "2.0.0") + "\n" + recipient("delayed", "4.4.1") + "\n"
                        + recipient("Failed (no such user)"))
            },
            Example("no action, but a permanent status") {
                $0.type = report
                $0.body = status(recipient(""))
            },
            Example("no action, and a temporary status") {
                $0.type = report
                $0.body = status(recipient("", "4.4.1"))
                $0.reopens = false
            },
            Example("multipart/report without its type") {
                $0.type = "multipart/report; boundary=b"
                $0.body = status(recipient("failed"))
            },
            Example("Exchange, without the message") {
                $0.from = "Postmaster <postmaster@customer.example>"
                $0.head =
                    "In-Reply-To: <ID_OF_REPLY>\nReferences: <1@customer.example> <ID_OF_REPLY>\n"
                $0.type = report
                $0.body = status(recipient("failed", "5.1.10"), returned: false)
            },
            Example("Exchange's warning, without the message") {
                $0.from = "Postmaster <postmaster@customer.example>"
                $0.head = "In-Reply-To: <ID_OF_REPLY>\n"
                $0.type = report
                $0.body = status(recipient("delayed", "4.4.7"), returned: false)
                $0.reopens = false
            },
            Example("Gmail, which names the message in a field") {
                $0.type = report
                $0.body = status(recipient("failed"), returned: false).replacing(
                    "Reporting-MTA", with: "X-Original-Message-ID: <ID_OF_REPLY>\nReporting-MTA")
            },
            Example("OpenSMTPD") {
                $0.from = "Mailer Daemon <MAILER-DAEMON@mx.customer.example>"
                $0.subject = "Delivery status notification: error"
                $0.type = mixed
                $0.body = status(recipient("failed", "5.0.0"))
                    .replacing("message/rfc822", with: "text/rfc822-headers")
            },
            Example("OpenSMTPD, whose null sender is no argument") {
                $0.sender = nil
                $0.from = "Mailer Daemon <MAILER-DAEMON@mx.customer.example>"
                $0.type = mixed
                $0.body = status(recipient("failed", "5.0.0"))
                    .replacing("message/rfc822", with: "text/rfc822-headers")
            },
            Example("OpenSMTPD's warning") {
                $0.sender = nil
                $0.from = "Mailer Daemon <MAILER-DAEMON@mx.customer.example>"
                $0.subject = "Delivery status notification: warning"
                $0.type = mixed
                $0.body = status(recipient("delayed", "4.0.0"))
                $0.reopens = false
            },
            Example("a status of a server with an address of its own") {
                $0.sender = "system@mx.customer.example"
                $0.from = "System <system@mx.customer.example>"
                $0.head = "Auto-Submitted: auto-generated\n"
                $0.type = mixed
                $0.body = status(recipient("failed"))
            },
            Example("Haraka") {
                $0.from = "MAILER-DAEMON@mx.customer.example"
                $0.type = mixed
                $0.body =
                    "--b\n\nDelivery failed: 550 no such user\n--b\n"
                    + "Content-Type: message/rfc822\n\n\(header)\n\nWe come.\n--b--\n"
            },
            Example("a gateway that returns the header") {
                $0.from = "Gateway <gateway@mx.customer.example>"
                $0.type = mixed
                $0.body =
                    "--b\n\nNobody here has this name.\n--b\n"
                    + "Content-Type: text/rfc822-headers\n\n\(header)\n--b--\n"
            },
            Example("a postmaster with an envelope sender") {
                $0.sender = "postmaster@mx.customer.example"
                $0.from = "postmaster@mx.customer.example"
                $0.subject = "Undeliverable: Lamp"
                $0.type = mixed
                $0.body =
                    "--b\n\nNobody here has this name.\n--b\n"
                    + "Content-Type: message/rfc822\n\n\(header)\n\nWe come.\n--b--\n"
            },
            Example("qmail, behind sendmail's or Postfix's word for the null sender") {
                $0.sender = "<MAILER-DAEMON>"
                $0.subject = "failure notice"
                $0.body = """
                    Hi. This is the qmail-send program at mx.customer.example.
                    I'm afraid I wasn't able to deliver your message.

                    <ada@customer.example>:
                    192.0.2.1 does not like recipient.

                    --- Below this line is a copy of the message.

                    \(header)

                    We come.
                    """
            },
            Example("Exim, with the header in the text") {
                $0.head =
                    "X-Failed-Recipients: ada@customer.example\nAuto-Submitted: auto-replied\n"
                $0.body = """
                    This message was created automatically by mail delivery software.

                      ada@customer.example
                        Unrouteable address

                    ------ This is a copy of the message, including all the headers. ------

                    \(header)

                    We come.
                    """
            },
            Example("an old Postfix") {
                $0.body = """
                    This is the Postfix program at host mx.customer.example.

                    Your message could not be delivered.

                    <ada@customer.example>: unknown user

                    --- Undelivered message follows

                    \(header)

                    We come.
                    """
            },
            Example("an old Postfix that goes on trying") {
                $0.body = """
                    This is the Postfix program at host mx.customer.example.

                    THIS IS A WARNING ONLY. YOU DO NOT NEED
                    TO RESEND YOUR MESSAGE.

                    \(header)
                    """
                $0.reopens = false
            },
            Example("an old sendmail that goes on trying") {
                $0.subject = "Warning: could not send message for past 4 hours"
                $0.body = "Later.\n\n\(header)\n"
                $0.reopens = false
            },
            Example("dma") {
                $0.sender = "@mx.customer.example"
                $0.from = "MAILER-DAEMON <>"
                $0.subject = "Mail delivery failed"
                $0.body = """
                    This is the mail agent at mx.customer.example.

                    There was an error delivering your mail to <ada@customer.example>.

                    Message headers follow.

                    \(header)
                    """
            },
            Example("dma with a null sender") {
                $0.from = "MAILER-DAEMON <>"
                $0.body = "It was not accepted.\n\nOriginal message follows.\n\n\(header)\n\nWe\n"
            },
            Example("a text that names the message in a sentence") {
                $0.from = "Gateway <gateway@mx.customer.example>"
                $0.body = "Your message <ID_OF_REPLY> was not accepted.\n"
            },
            Example("HTML that returns the header") {
                $0.from = "Gateway <gateway@mx.customer.example>"
                $0.type = "text/html"
                $0.body = "<p>Not accepted.<p>Message-ID: &lt;ID_OF_REPLY&gt;<br>\n"
            },
            Example("a bounce that a spam filter wrapped") {
                $0.from = "Gateway <gateway@mx.customer.example>"
                $0.head = "X-Spam-Flag: YES\n"
                $0.type = "multipart/mixed; boundary=w"
                $0.body = """
                    --w
                    Content-Type: text/plain

                    This mail looks like spam.
                    --w
                    Content-Type: message/rfc822; x-spam-type=original

                    From: Gateway <gateway@mx.customer.example>
                    Content-Type: \(report)

                    \(status(recipient("failed")))
                    --w--
                    """
            },
            Example("a receipt in another multipart") {
                $0.sender = "ada@customer.example"
                $0.from = "Ada <ada@customer.example>"
                $0.type = mixed
                $0.body = disposition("manual-action/MDN-sent-manually; displayed")
                $0.kind = .receipt
                $0.reopens = false
            },
            Example("a receipt for a message deleted unread") {
                $0.from = "Ada <ada@customer.example>"
                $0.type = "multipart/report; report-type=disposition-notification; boundary=b"
                $0.body = disposition("automatic-action/MDN-sent-automatically; deleted")
                $0.kind = .receipt
                $0.reopens = false
            },
            Example("multipart/report without its type, with a receipt") {
                $0.sender = "ada@customer.example"
                $0.from = "Ada <ada@customer.example>"
                $0.type = "multipart/report; boundary=b"
                $0.body = disposition("manual-action/MDN-sent-manually; displayed")
                $0.kind = .receipt
                $0.reopens = false
            },
            Example("a Sieve script that rejects") {
                $0.from = "Postmaster <postmaster@mx.customer.example>"
                $0.head = "Auto-Submitted: auto-replied (rejected)\nPrecedence: bulk\n"
                $0.type = "multipart/report; report-type=disposition-notification; boundary=b"
                $0.body = disposition("automatic-action/MDN-sent-automatically; deleted")
                $0.kind = .receipt
            },
        ]

    private static func disposition(_ value: String) -> String {
        """
        --b

        About your message.
        --b
        Content-Type: message/disposition-notification

        Final-Recipient: rfc822; ada@customer.example
        Original-Message-ID: <ID_OF_REPLY>
        Disposition: \(value)
        --b--

        """
    }

    /// A site with the closed case 1 of Ada, and the Message-ID of a user's reply in it.
    private func siteWithReply(
        closed: Bool = true, _ change: (inout Settings) -> Void = { _ in }
    ) throws -> (site: TestSite, id: String) {
        let site = try TestSite(change)
        try site.deliver(letter())
        let answer = try #require(try site.answers().first)
        let token = try #require(SignedMessageID.token(in: answer.messageID))
        let id = SignedMessageID.make(
            token: token, address: "support@example.com", digest: Array(1...32))
        _ = try site.store.insert(
            OutboxEntry(
                emailID: 1, mailboxID: try #require(try site.store.mailbox(named: "support")).id,
                kind: .reply, recipient: "ada@customer.example", sender: "support@example.com",
                correspondent: "ada@customer.example", rule: nil, messageID: id, message: [],
                at: site.now))
        if closed { try site.store.setStatus("closed", ofCase: 1, at: site.now) }
        return (site, id)
    }

    private func verdict(_ site: TestSite, _ text: String, from sender: String?) throws -> Verdict {
        try #require(try site.deliver(text, from: sender).parts.first).verdict
    }

    @Test(arguments: examples)
    func `a report joins the case, and reopens it if a reply did not arrive`(
        _ example: Example
    ) throws {
        let (site, id) = try siteWithReply()
        let filed = try verdict(site, example.text(id), from: example.sender)
        #expect(filed.kind == example.kind)
        #expect(filed.thread?.by.rawValue == "report")
        #expect(filed.thread?.thread.record?.number(of: .case) == 1)
        #expect(filed.thread?.reported == id)
        #expect(filed.thread?.isVerified == true)
        #expect(filed.reopen.will == example.reopens)
        #expect(!filed.reply.will)
        let status = try site.store.caseRecord(number: 1)?.status
        #expect(status == (example.reopens ? "open" : "closed"))
        #expect(try site.count("cases") == 1)
        #expect(try site.answers().count == 2)
    }

    @Test(arguments: examples)
    func `a report on a message that mailclerk did not send changes nothing`(
        _ example: Example
    ) throws {
        let (site, id) = try siteWithReply()
        let text = example.text(id.replacing("@example.com", with: "@other.example"))
        let filed = try verdict(site, text, from: example.sender)
        #expect(filed.thread?.reported == nil)
        #expect(!filed.reopen.will)
        #expect(!filed.reply.will)
        #expect(try site.store.caseRecord(number: 1)?.status == "closed")
    }

    /// A delay does not change a status, even if the mailbox lists bounces.
    @Test func `convert-kinds does not make a delay reopen`() throws {
        let (site, id) = try siteWithReply { $0.mailboxes[2].convertKinds = [.bounce] }
        let example = try #require(Self.examples.first)
        #expect(try !verdict(site, example.text(id), from: "").reopen.will)
    }

    @Test(arguments: [
        (
            "a person who attaches the mail", "Is this yours?",
            "--b\n\nIs this yours?\n--b\nContent-Type: message/rfc822\n\n\(header)\n\nWe\n--b--\n"
        ),
        (
            "a person who attaches a bounce", "Undeliverable: Lamp",
            "--b\n\nSee.\n--b\nContent-Type: message/rfc822\n\nFrom: MAILER-DAEMON@mx.example\n"
                + "Content-Type: \(report.replacing("=b", with: "=c"))\n\n"
                + status(recipient("failed")).replacing("--b", with: "--c") + "\n--b--\n"
        ),
        (
            "a person who forwards the parts of a bounce", "Fwd: Undeliverable",
            status(recipient("failed"))
        ),
        (
            "a person who quotes the header", "Your mail",
            "--b\n\nI got this:\n\n\(header)\n\nWhy?\n--b--\n"
        ),
    ])
    func `mail of a person is personal`(name: String, subject: String, body: String) throws {
        let (site, id) = try siteWithReply(closed: false)
        let example = Example(name) {
            $0.from = "Ada <ada@customer.example>"
            $0.subject = subject
            $0.type = Self.mixed
            $0.body = body
        }
        let filed = try verdict(site, example.text(id), from: "ada@customer.example")
        #expect(filed.kind == .personal)
        #expect(filed.thread?.reported == nil)
    }

    @Test func `a postmaster who asks about a message is a person`() throws {
        let (site, id) = try siteWithReply()
        let example = Example("") {
            $0.from = "Postmaster <postmaster@customer.example>"
            $0.subject = "A question"
            $0.body = "Where does this come from?\n\n\(Self.header)\n"
        }
        let filed = try verdict(site, example.text(id), from: "ann@customer.example")
        #expect(filed.kind == .personal)
    }

    /// An automatic reply may quote the header of what it replies to.
    @Test func `an automatic reply that quotes a message is no bounce`() throws {
        let (site, id) = try siteWithReply()
        let example = Example("") {
            $0.from = "Ada <ada@customer.example>"
            $0.subject = "Away"
            $0.head = "Auto-Submitted: auto-replied\n"
            $0.body = "I am away.\n\n\(Self.header)\n"
        }
        let filed = try verdict(site, example.text(id), from: "")
        #expect(filed.kind == .autoReply)
        #expect(!filed.reopen.will)
    }

    // MARK: Answers to invitations

    private func answer(_ method: String, _ text: String) -> String {
        letter(
            subject: "Accepted: Boiler visit",
            head: "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n",
            body: """
                --b
                Content-Type: text/plain; charset=utf-8

                \(text)
                --b
                Content-Type: text/calendar; method=\(method); charset=utf-8

                BEGIN:VCALENDAR
                METHOD:\(method)
                BEGIN:VEVENT
                UID:1@customer.example
                SUMMARY:Boiler visit
                ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@customer.example
                END:VEVENT
                END:VCALENDAR
                --b--

                """)
    }

    @Test(arguments: ["REPLY", "COUNTER"])
    func `an answer to an invitation opens no case without words`(_ method: String) throws {
        let silent = try TestSite()
        let filed = try verdict(silent, answer(method, "\u{A0}"), from: "ada@customer.example")
        #expect(filed.kind == .receipt)
        #expect(filed.reply.vetoes.map(\.code) == ["receipt"])
        #expect(try silent.count("cases") == 0)
        #expect(try silent.answers().isEmpty)
        let spoken = try TestSite()
        let words = try verdict(
            spoken, answer(method, "I shall bring the key."), from: "ada@customer.example")
        #expect(words.kind == .personal)
        #expect(try spoken.count("cases") == 1)
        #expect(try spoken.answers().count == 1)
    }

    @Test func `an invitation is personal`() throws {
        let site = try TestSite()
        let filed = try verdict(site, answer("REQUEST", ""), from: "ada@customer.example")
        #expect(filed.kind == .personal)
    }

    /// An answer without words belongs to the case in which the invitation was sent.
    @Test func `an answer to an invitation joins its case and leaves it closed`() throws {
        let (site, id) = try siteWithReply()
        let text = answer("REPLY", "").replacing(
            "MIME-Version", with: "In-Reply-To: <\(id)>\nMIME-Version")
        let filed = try verdict(
            site, text.replacing("<1@", with: "<2@"), from: "ada@customer.example")
        #expect(filed.kind == .receipt)
        #expect(filed.thread?.thread.record?.number(of: .case) == 1)
        #expect(!filed.reopen.will)
        #expect(try site.store.caseRecord(number: 1)?.status == "closed")
    }
}
