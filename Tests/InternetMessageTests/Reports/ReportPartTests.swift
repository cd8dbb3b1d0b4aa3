// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

/// What messages return or name, without being declared as reports.
@Suite struct ReportPartTests {
    private func message(_ text: String) -> Message { Message(Array(text.utf8)) }

    private func mixed(_ parts: String...) -> Message {
        message(
            "Content-Type: multipart/mixed; boundary=b\n\n"
                + parts.map { "--b\n\($0)\n" }.joined() + "--b--\n")
    }

    private static let status = "Content-Type: message/delivery-status\n\nAction: failed\n"
    private static let receipt = "\n\nDisposition: displayed\n"

    @Test func findsReportPartsOutsideEmbeddedMessages() {
        #expect(mixed("\n\nText", Self.status).hasDeliveryStatusPart)
        #expect(message(Self.status).hasDeliveryStatusPart)
        #expect(
            !mixed("\n\nText", "Content-Type: message/rfc822\n\n" + Self.status)
                .hasDeliveryStatusPart)
        #expect(!mixed("\n\nText").hasDeliveryStatusPart)
        let type = "Content-Type: message/disposition-notification"
        let attached = type + "\nContent-Disposition: attachment"
        #expect(mixed(type + Self.receipt).hasDispositionNotificationPart(attached: false))
        #expect(!mixed(attached + Self.receipt).hasDispositionNotificationPart(attached: false))
        #expect(mixed(attached + Self.receipt).hasDispositionNotificationPart(attached: true))
        #expect(!mixed(Self.status).hasDispositionNotificationPart(attached: true))
    }

    @Test func returnedMessagesHaveIdentifiers() {
        let found = mixed(
            "\n\nMessage-ID: <text@x>", "Content-Type: message/rfc822\n\nMessage-ID: <1@x>\n\nText",
            "Content-Type: text/rfc822-headers\nContent-Transfer-Encoding: base64\n\n"
                + "TWVzc2FnZS1JRDogPDJAeD4K",
            "Content-Type: message/rfc822\n\nSubject: none\n\n")
        #expect(found.returnedMessageIDs == ["1@x", "2@x"])
        #expect(message("Message-ID: <1@x>\n\nText").returnedMessageIDs.isEmpty)
    }

    @Test(
        arguments: [
            ("Message-ID: <a.1@x.example>", ["a.1@x.example"]),
            ("> message-id: <a.1@x.example>", ["a.1@x.example"]),
            ("Message-ID:\n <a.1@x.example>", ["a.1@x.example"]),
            ("Message id a.1@x.example.", ["a.1@x.example"]),
            ("Message-ID : &lt;a.1@x.example&gt;<br>", ["a.1@x.example"]),
            ("From: <a.1@x.example>", []),
            ("Message-ID of which?\n<a.1@x.example>", []),
            ("The message <own.1@x.example> failed.", ["own.1@x.example"]),
            ("own.1@x.example, own.1@x.example", ["own.1@x.example"]),
            ("@ @x a@ <@> Message-ID: <@x>", []),
        ] as [(String, [String])])
    func textNamesIdentifiers(_ text: String, _ expected: [String]) {
        let found = message("Subject: x\n\n" + text + "\n").messageIDsInText {
            $0.utf8.starts(with: "own.".utf8)
        }
        #expect(found == expected)
    }

    @Test func wordsOfAReportEndAtTheReturnedHeader() {
        let text = "Subject: x\n\nIt FAILED.\n\n> Received: from a\n> Subject: delayed\n"
        #expect(message(text).wordsOfReport == "it failed.\n\n")
        #expect(message("Content-Type: text/html\n\n<p>It\n").wordsOfReport.isEmpty)
    }

    @Test func findsTheOriginalThatASpamFilterWrapped() {
        func wrapped(
            _ type: String, head: String = "X-Spam-Flag: YES\n", report: String = "text/plain",
            id: String = "1@x"
        ) -> Message? {
            message(
                head + "Message-ID: <1@x>\nContent-Type: multipart/mixed; boundary=b\n\n"
                    + "--b\nContent-Type: \(report)\n\nSpam.\n"
                    + "--b\nContent-Type: \(type)\n\nSubject: Inner\nMessage-ID: <\(id)>\n\nText\n--b--"
            ).spamReportOriginal
        }
        let marked = "message/rfc822; x-spam-type=original"
        #expect(wrapped(marked)?.subject == "Inner")
        #expect(wrapped(marked, id: "2@x")?.subject == "Inner")
        #expect(wrapped(marked, head: "X-Spam-Checker-Version: x\n")?.subject == "Inner")
        #expect(wrapped(marked, head: "X-Spam-Status: Yes, score=9\n")?.subject == "Inner")
        #expect(wrapped("text/plain; x-spam-type=original")?.subject == "Inner")
        #expect(wrapped("message/rfc822")?.subject == "Inner")
        #expect(wrapped("message/rfc822", id: "2@x") == nil)
        #expect(wrapped("text/plain") == nil)
        #expect(wrapped(marked, head: "") == nil)
        #expect(wrapped(marked, report: "text/html") == nil)
        #expect(message("X-Spam-Flag: YES\n\nText").spamReportOriginal == nil)
    }

    @Test func survivesCutsAndChanges() {
        let text =
            "X-Spam-Flag: YES\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nMessage-ID: <a@b>\n"
            + "--b\nContent-Type: message/rfc822; x-spam-type=original\n\n"
            + "Content-Type: message/delivery-status\n\nAction: failed\n--b\n"
            + "Content-Type: text/rfc822-headers\n\nMessage-ID: <c@d>\n--b--\n"
        for bytes in mutations(of: Array(text.utf8)) {
            let message = Message(bytes)
            #expect(message.messageIDsInText { _ in true }.count <= 8)
            #expect(message.returnedMessageIDs.count <= 4)
            #expect(message.wordsOfReport.utf8.count <= bytes.count)
            #expect(message.spamReportOriginal?.bytes.count ?? 0 <= bytes.count)
            _ = message.isAnswerToInvitationWithoutWords
        }
    }
}
