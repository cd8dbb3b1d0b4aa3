// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

@Suite struct DeliveryStatusTests {
    static let standard = """
        From: MAILER-DAEMON@mx.example.org
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.org
        Original-Envelope-Id: QQ314159
        Arrival-Date: Sun, 22 Nov 2026 13:49:28 +0000

        Original-Recipient: rfc822;info@example.net
        Final-Recipient: RFC822; <someone@example.net>
        Action: Failed (really)
        Status: 5.1.1 (bad address)
        Remote-MTA: dns; mx.example.net
        Diagnostic-Code: smtp; 550 5.1.1 No such user:
         someone; sorry
        Last-Attempt-Date: Sun, 22 Nov 2026 13:50:28 +0000

        Final-Recipient: utf-8; J\\x{FC}rgen@example.net
        Action: delayed
        Status: 4.4.7
        Will-Retry-Until: Sun, 29 Nov 2026 13:49:28 +0000

        --b
        Content-Type: RETURNED

        Message-ID: <1@example.org>
        Subject: Hello

        --b--

        """

    private func message(_ type: String) -> Message {
        Message(Array(Self.standard.replacing("RETURNED", with: type).utf8))
    }

    @Test(arguments: ["message/rfc822", "text/rfc822-headers", "message/global-headers"])
    func readsTheStandardForm(_ type: String) throws {
        let status = try #require(message(type).deliveryStatus)
        #expect(status.form == .standard)
        #expect(status.reportingMTA?.type == "dns")
        #expect(status.reportingMTA?.value == "mx.example.org")
        #expect(status.originalEnvelopeID == "QQ314159")
        #expect(status.arrivalDate == 1_795_355_368)
        #expect(status.originalMessageID == "1@example.org")
        #expect(status.originalHeader?.first("Subject")?.unstructured() == "Hello")
        #expect(status.hasFailure)
        #expect(status.recipients.map(\.action) == [.failed, .delayed])
        let first = try #require(status.recipients.first)
        #expect(first.address?.address == "info@example.net")
        #expect(first.finalRecipient?.address?.address == "someone@example.net")
        #expect(first.status?.description == "5.1.1")
        #expect(first.remoteMTA?.value == "mx.example.net")
        #expect(first.diagnostic?.type == "smtp")
        #expect(first.diagnostic?.value == "550 5.1.1 No such user: someone; sorry")
        #expect(first.lastAttempt == 1_795_355_428)
        let second = try #require(status.recipients.last)
        #expect(second.address?.address == "Jürgen@example.net")
        #expect(second.willRetryUntil == 1_795_960_168)
    }

    @Test func readsRecipientsWithoutAnEmptyLineBeforeThem() throws {
        let text = """
            Content-Type: message/delivery-status

            Reporting-MTA: mx.example.org
            Final-Recipient: rfc822; a@example.net
            Action: relayed
            """
        let status = try #require(Message(Array(text.utf8)).deliveryStatus)
        #expect(status.reportingMTA?.value == "mx.example.org")
        #expect(status.recipients.map(\.action) == [.relayed])
        #expect(!status.hasFailure)
        #expect(status.originalMessageID == nil)
    }

    @Test func readsTheSecondPartWhenTheFirstIsText() throws {
        let text = Self.standard.replacing(
            "--b\n\nSorry.",
            with: "--b\nContent-Type: message/delivery-status\n\nIt failed: badly\n\n<a@b> is full")
        let status = try #require(Message(Array(text.utf8)).deliveryStatus)
        #expect(status.reportingMTA?.value == "mx.example.org")
        #expect(status.recipients.map(\.action) == [.failed, .delayed])
    }

    @Test(arguments: [
        ("Action: failed\nStatus: 5.1.1", true, true),
        ("Action: delayed\nStatus: 5.0.0", false, true),
        ("Status: 5.1.1", true, true), ("Status: 4.4.1", false, true),
        ("Action: undeliverable\nStatus: 5.1.1", true, true), ("Remote-MTA: dns; x", false, false),
    ])
    func failureIsAnActionOrAPermanentStatus(
        _ fields: String, hasFailure: Bool, hasResult: Bool
    ) throws {
        let text = """
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org
            X-Original-Message-ID: <named@example.org>

            Final-Recipient: rfc822; a@example.net
            \(fields)
            """
        let status = try #require(Message(Array(text.utf8)).deliveryStatus)
        #expect(status.hasFailure == hasFailure)
        #expect(status.hasResult == hasResult)
        #expect(status.originalMessageID == "named@example.org")
    }

    static let exim = """
        From: Mail Delivery System <Mailer-Daemon@mx.example.org>
        X-Failed-Recipients: a@example.net, B@example.net
        Auto-Submitted: auto-replied

        This message was created automatically by mail delivery software.

          a@example.net
            host mx.example.net [192.0.2.1]: 550 5.1.1
            No such user
          b@example.net
            Unrouteable address

        ------ This is a copy of the message, including all the headers. ------

        Return-path: <c@example.org>
        Message-ID: <2@example.org>
        X-Failed-Recipients: no@example.org

          a@example.net
            something else
        """

    @Test func readsExim() throws {
        let status = try #require(Message(Array(Self.exim.utf8)).deliveryStatus)
        #expect(status.form == .exim)
        #expect(
            status.recipients.map { $0.address?.address } == ["a@example.net", "B@example.net"])
        #expect(
            status.recipients.map { $0.diagnostic?.value } == [
                "host mx.example.net [192.0.2.1]: 550 5.1.1 No such user", "Unrouteable address",
            ])
        #expect(status.recipients.map { $0.status?.description } == ["5.1.1", nil])
        #expect(status.originalMessageID == "2@example.org")
    }

    static let qmail = """
        From: MAILER-DAEMON@example.org

        Hi. This is the qmail-send program at example.org.
        I'm afraid I wasn't able to deliver your message to the following addresses.

        <a@example.net>:
        192.0.2.1 does not like recipient.
        Giving up. (#5.1.1)

        --- Below this line is a copy of the message.

        Return-Path: <c@example.org>
        Message-ID: <3@example.org>

        <b@example.net>:
        """

    @Test func readsQmail() throws {
        let status = try #require(Message(Array(Self.qmail.utf8)).deliveryStatus)
        #expect(status.form == .qmail)
        #expect(status.recipients.map { $0.address?.address } == ["a@example.net"])
        #expect(
            status.recipients.first?.diagnostic?.value
                == "192.0.2.1 does not like recipient. Giving up. (#5.1.1)")
        #expect(status.recipients.first?.status?.description == "5.1.1")
        #expect(status.originalMessageID == "3@example.org")
    }

    @Test(arguments: [
        "Hello", "Content-Type: message/rfc822\n\n" + qmail,
        "Subject: x\n\nYou wrote:\n> Hi. This is the qmail-send program at\n\n<a@b>:\nno",
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\n"
            + standard,
    ])
    func otherMailIsNoReport(_ text: String) {
        #expect(Message(Array(text.utf8)).deliveryStatus == nil)
    }

    static let receipt = """
        Content-Type: multipart/report; report-type=disposition-notification; boundary=b

        --b

        Read.
        --b
        Content-Type: message/disposition-notification

        Reporting-UA: pc.example.org; Mailer 9
        Original-Recipient: rfc822;a@example.org
        Final-Recipient: rfc822;b@example.org
        Original-Message-ID: <4@example.org>
        Disposition: Manual-Action / MDN-sent-manually;
         displayed/error , x-warned
        Error: no (comment) kept

        --b--
        """

    @Test func readsDispositionNotifications() throws {
        let message = Message(Array(Self.receipt.utf8))
        #expect(message.deliveryStatus == nil)
        let found = try #require(message.dispositionNotification)
        #expect(found.reportingUA == "pc.example.org; Mailer 9")
        #expect(found.originalRecipient?.address?.address == "a@example.org")
        #expect(found.finalRecipient?.address?.address == "b@example.org")
        #expect(found.originalMessageID == "4@example.org")
        #expect(found.actionMode == "manual-action")
        #expect(found.sendingMode == "mdn-sent-manually")
        #expect(found.disposition == "displayed")
        #expect(found.modifiers == ["error", "x-warned"])
        #expect(found.errors == ["no (comment) kept"])
        let bare = "Content-Type: message/disposition-notification\n\nDisposition: deleted\n"
        let short = try #require(Message(Array(bare.utf8)).dispositionNotification)
        #expect(short.disposition == "deleted")
        #expect(short.actionMode == nil)
    }

    @Test(
        arguments: [
            ("5.1.1", "5.1.1"), ("4.0.22 x", "4.0.22"), (" 2.0.0", "2.0.0"), ("5.1", nil),
            ("3.1.1", nil), ("5.1.1234", nil), ("", nil), ("5..1", nil), ("550", nil),
        ] as [(String, String?)])
    func statusCodes(_ text: String, _ code: String?) {
        #expect(EnhancedStatus(text)?.description == code)
    }

    @Test(arguments: [standard, exim, qmail, receipt])
    func survivesCutsAndChanges(_ text: String) {
        for bytes in mutations(of: Array(text.utf8)) {
            let message = Message(bytes)
            let count = message.deliveryStatus?.recipients.count ?? 0
            #expect(count <= bytes.count)
            #expect(message.dispositionNotification?.modifiers.count ?? 0 <= bytes.count)
        }
    }
}
