// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Testing

@testable import InternetMessage

@Suite struct AttachmentTests {
    typealias E = Entity

    @Test func anAttachedMessageGivesItsBytes() throws {
        let inner = "Subject: inner\n\nwords\n"
        let encoded = String(decoding: MessageComposer.base64(Array(inner.utf8)), as: UTF8.self)
        for part in [
            E.part("message/rfc822", inner),
            E.part("message/rfc822", encoded, "Content-Transfer-Encoding: base64"),
            E.part("message/global; name=a.eml", inner),
        ] {
            let message = E.message(E.multi("mixed", E.plain("See it."), part))
            let attachment = try #require(message.attachments.first)
            #expect(message.attachments.count == 1)
            #expect(attachment.data() == Array(inner.utf8))
            #expect(attachment.part.message?.subject == "inner")
            #expect(attachment.part.message?.bestText == "words")
        }
        let report = E.message(E.part("message/delivery-status", "Action: failed\n"))
        #expect(report.attachments.first?.data() == Array("Action: failed\n".utf8))
        #expect(report.attachments.first?.part.message == nil)
        #expect(report.root.message == nil)
    }

    @Test func namesInAListAreUnique() {
        func names(_ wanted: [String]) -> [String] {
            let parts = wanted.map {
                "--b\nContent-Type: application/x-y; name=\"\($0)\"\n\nx\n"
            }
            let head = "Content-Type: multipart/mixed; boundary=b\n\n"
            return Message(Array((head + parts.joined() + "--b--\n").utf8)).attachments
                .withUniqueFileNames().map(\.fileName)
        }
        #expect(names(["a.jpg", "b.jpg"]) == ["a.jpg", "b.jpg"])
        #expect(names(["a.jpg", "A.JPG", "a.jpg"]) == ["a.jpg", "A-2.JPG", "a-3.jpg"])
        #expect(names(["a.jpg", "a-2.jpg", "a.jpg"]) == ["a.jpg", "a-2.jpg", "a-3.jpg"])
        #expect(
            names(["", "", "../attachment"]) == ["attachment", "attachment-2", "attachment-3"])
        #expect(names(["é.txt", "e\u{301}.txt"]).count == 2)
        #expect(Set(names(["é.txt", "e\u{301}.txt"])).count == 2)
        let long = String(repeating: "a", count: 300) + ".pdf"
        let cut = names(Array(repeating: long, count: 12))
        #expect(Set(cut).count == 12)
        #expect(cut.allSatisfy { $0.utf8.count <= 200 && $0.hasSuffix(".pdf") })
        #expect(Set(names(Array(repeating: "x", count: 5_000))).count == 5_000)
    }

    /// A program would take the name for an option.
    @Test func noNameBeginsWithAHyphen() {
        let names = [
            "-rf": "rf", "--": "attachment", "-": "attachment", "a/-x.txt": "x.txt",
            "- .-b-": "b-", "a-b": "a-b",
        ]
        for (name, safe) in names {
            #expect(SafeFileName.make(name, limitInBytes: 200) == safe)
        }
    }

    /// Each part is text or a file: what is not shown can be saved.
    @Test func noPartIsLost() {
        let message = E.message(
            E.multi(
                "mixed", E.plain("one"), E.image("a.png"),
                E.part("text/plain; name=b.txt", "two"), E.part("text/x-unknown", "three"),
                E.part("text/calendar", "no calendar"), E.part("image/png", "four"),
                E.part("text/html", "<p>five", "Content-Disposition: attachment")))
        #expect(
            message.attachments.map { $0.fileName ?? $0.contentType } == [
                "a.png", "b.txt", "invite.ics", "image/png", "text/html",
            ])
        #expect(message.bestText.hasPrefix("one\n"))
        #expect(message.bestText.hasSuffix("\n\nthree"))
    }
}
