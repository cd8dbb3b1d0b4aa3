// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import InternetMessage
import Testing

/// Python's email package reads what is composed as this library does.
@Suite(.enabled(if: OtherPrograms.has("/usr/bin/python3"), "needs python3: apt install python3"))
struct ComposerSecondOpinionTests {
    /// Prints a line for each part: type, disposition, file name, Content-ID, and the content or
    /// the subject in hexadecimal.
    private static let script = """
        import sys, base64, email, email.policy
        m = email.message_from_bytes(base64.b64decode(sys.argv[1]), policy=email.policy.default)
        for p in m.walk():
            content = b""
            if not p.is_multipart():
                content = p.get_payload(decode=True)
            elif p.get_content_type() == "message/rfc822":
                content = str(p.get_payload(0)["subject"]).encode()
            print(p.get_content_type(), p.get_content_disposition(), p.get_filename(),
                  p["content-id"], content.hex(), sep="|")
            assert not p.defects, p.defects
        """

    private func python(_ message: Message) throws -> [String] {
        let encoded = Data(message.bytes).base64EncodedString()
        let output = try #require(
            try OtherPrograms.output(of: "/usr/bin/python3", ["-c", Self.script, encoded]))
        return output.split(separator: "\n").map(String.init)
    }

    private func ours(_ message: Message) -> [String] {
        var lines: [String] = []
        var parts = [message.root]
        while let part = parts.popLast() {
            parts += part.children.reversed()
            let content =
                part.isLeaf
                ? part.decodedBody()
                : part.isMessage
                    ? Array(
                        (part.children.first?.header.first("Subject")?.unstructured() ?? "").utf8)
                    : []
            let id = part.contentID.map { "<\($0)>" } ?? "None"
            lines.append(
                "\(part.contentType.name)|\(part.disposition ?? "None")|\(part.fileName ?? "None")|"
                    + "\(id)|"
                    + content.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
                    .joined())
        }
        return lines
    }

    private static let inner = [
        "Subject: plain\n\nHello\n", "Subject: eight\n\nGrüße\n",
        "Subject: two\nContent-Type: multipart/alternative; boundary=b\nMIME-Version: 1.0\n\n"
            + "--b\nContent-Type: text/plain; charset=utf-8\n\nGrüße\n"
            + "--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
            + "<p>日本語日本語日本語</p>\n--b--\n",
        "Subject: long\n\n" + String(repeating: "x", count: 2_000) + "\n",
    ]

    @Test(arguments: inner, [false, true])
    func attachedMessages(inner: String, allowsEightBits: Bool) throws {
        var composer = MessageComposer()
        composer.addField("From", addresses: [("Moss, Greta", "greta@bücher.example")])
        composer.addField("Subject", unstructured: "Größe")
        composer.setBody(text: "See below", html: nil)
        composer.addMessage(
            Array(inner.utf8), fileName: "Größe.eml", allowsEightBits: allowsEightBits)
        let message = Message(composer.bytes())
        #expect(try python(message) == ours(message))
    }

    @Test func inlineImages() throws {
        var composer = MessageComposer()
        composer.setBody(text: "See", html: "<img src=\"cid:logo@b.example\">")
        composer.addInlinePart(
            contentID: "logo@b.example", fileName: "Größe.png", contentType: "image/png",
            bytes: (0...255).map { UInt8($0) })
        composer.addAttachment(fileName: "a.pdf", contentType: "application/pdf", bytes: [3])
        let message = Message(composer.bytes())
        #expect(try python(message) == ours(message))
    }
}
