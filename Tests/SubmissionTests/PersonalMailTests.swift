// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

@testable import Submission
@testable import SystemMailbox

/// Tests messages that users write: they are composed and parsed again.
@Suite struct PersonalMailTests {
    private func mail(_ edit: (inout PersonalMail) -> Void = { _ in }) -> Message {
        let mailbox = Mailbox(
            id: 1, name: "support", label: "Customer support", address: "support@example.com",
            isArchived: false, language: "en", isShadow: false, notify: .none, reopen: .reopen,
            convertKinds: [], forms: [], ownLists: [], hasReplyToken: false, action: Action())
        var mail = PersonalMail(
            from: mailbox, authorName: "Alice Ames",
            to: [Person(name: "Ada Lovelace", address: "ada@customer.example")],
            subject: "Re: Broken lamp", messageID: "mc.x.y@example.com",
            message: ComposedMessage(text: "Hello.\n"), at: 1_790_000_000_000_000)
        edit(&mail)
        return Message(mail.bytes())
    }

    @Test func theMailboxIsTheAuthorAndTheUserIsNamed() {
        let message = mail()
        #expect(message.from.map(\.displayName) == ["Alice Ames (Customer support)"])
        #expect(message.from.map(\.address) == ["support@example.com"])
        #expect(message.to.map(\.displayName) == ["Ada Lovelace"])
        #expect(message.subject == "Re: Broken lamp")
        #expect(message.messageID == "mc.x.y@example.com")
        #expect(message.date == 1_790_000_000)
        #expect(message.firstPlainText == "Hello.")
        #expect(mail { $0.authorName = nil }.from.map(\.displayName) == ["Customer support"])
    }

    @Test func itIsNotMarkedAsAutomaticMail() {
        let names = Set(mail().header.fields.map { $0.name.lowercased() })
        #expect(
            names == [
                "date", "from", "to", "subject", "message-id", "mime-version", "content-type",
                "content-transfer-encoding",
            ])
    }

    @Test func noValueAddsAField() {
        let evil = "x\r\nBcc: eve@evil.example\n\nbody"
        let message = mail {
            $0.authorName = evil
            $0.subject = evil
            $0.messageID = evil
            $0.replyTo = "a@b.example\nBcc: eve@evil.example"
            $0.to = [Person(name: evil, address: "ada@customer.example")]
            $0.cc = [Person(name: evil, address: "bob@customer.example\nBcc: eve@evil.example")]
            $0.mailbox.label = evil
            $0.fields = [TemplateTexts.Field(name: "X-A: b\nBcc", value: evil)]
            $0.message.attachments = [OutgoingAttachment(name: evil, contentType: evil, bytes: [1])]
        }
        #expect(message.bcc.isEmpty)
        #expect(!message.header.fields.contains { $0.name.lowercased() == "bcc" })
        #expect(message.attachments.count == 1)
    }

    @Test func attachmentsArriveUnchanged() {
        let bytes = (0...255).map { UInt8($0) }
        let message = mail {
            $0.message.attachments = [
                OutgoingAttachment(name: "Größe.PDF", bytes: bytes),
                OutgoingAttachment(name: "noending", bytes: [0]),
                OutgoingAttachment(message: Array("Subject: inner\n\nGrüße\n".utf8), name: nil),
            ]
        }
        let attachments = message.attachments
        #expect(attachments.map(\.fileName) == ["Größe.PDF", "noending", nil])
        #expect(
            attachments.map(\.contentType) == [
                "application/pdf", "application/octet-stream", "message/rfc822",
            ])
        #expect(attachments[0].data() == bytes)
        let inner = attachments[2].part.children.first
        #expect(inner?.header.first("Subject")?.unstructured() == "inner")
    }

    @Test func domainsLeaveWithALabels() {
        let message = mail {
            $0.mailbox.address = "support@bücher.example"
            $0.replyTo = "support+x@bücher.example"
            $0.to = [Person(name: "Nora", address: "nora@føroya.example")]
            $0.cc = [Person(name: nil, address: "jörg@føroya.example")]
        }
        #expect(message.from.map(\.address) == ["support@xn--bcher-kva.example"])
        #expect(message.replyTo.map(\.address) == ["support+x@xn--bcher-kva.example"])
        #expect(message.to.map(\.address) == ["nora@xn--froya-vua.example"])
        // Such a local part needs SMTPUTF8 in any case.
        #expect(message.cc.map(\.address) == ["jörg@føroya.example"])
    }

    @Test(
        arguments: [
            ("Broken lamp", "Broken lamp.eml"), ("Größe: 4/5?", "Größe 4 5.eml"),
            ("..\\..\\x", "x.eml"), (" \t", "message.eml"), (nil, "message.eml"),
            ("a\r\nb", "a b.eml"), ("...", "attachment.eml"),
            (String(repeating: "ü", count: 300), String(repeating: "ü", count: 40) + ".eml"),
        ] as [(String?, String)])
    func anAttachedMessageIsNamedAfterItsSubject(subject: String?, name: String) {
        #expect(OutgoingAttachment.fileName(ofSubject: subject) == name)
    }

    @Test func longQuotedLinesFlow() {
        let line = String(repeating: "dark ", count: 40) + "end"
        let message = mail { $0.message.text = "Yes.\n\n> \(line)\n" }
        #expect(message.bytes.split(separator: 10).allSatisfy { $0.count <= 78 })
        #expect(message.bestText == "Yes.\n\n> \(line)")
    }

    @Test func aReplyHasTheReferenceChain() throws {
        let answered = Message(
            Array("Message-ID: <3@c>\nReferences: <1@c> <2@c>\n\nx\n".utf8))
        let message = mail { $0.chain = ReferenceChain(answering: answered) }
        #expect(message.inReplyTo == ["3@c"])
        #expect(message.references == ["1@c", "2@c", "3@c"])
        #expect(ReferenceChain(answering: Message(Array("\nx\n".utf8))) == nil)
    }

    @Test func signaturesFollowAQuoteAndPrecedeAForward() {
        #expect(
            ComposedMessage.whole("Hi.\n\n", quote: "On x:\n> a", signature: "Alice\n")
                == "Hi.\n\nOn x:\n> a\n\n-- \nAlice\n")
        #expect(
            ComposedMessage.whole("Hi.", signature: "Alice", forward: "--- Forwarded")
                == "Hi.\n\n-- \nAlice\n\n--- Forwarded\n")
        #expect(ComposedMessage.whole("", quote: "> a", signature: nil) == "\n\n> a\n")
    }
}
