// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import InternetMessage
import SystemMailbox
import TestSupport
import Testing

/// One text and one list of attachments of a message, wherever somebody meets it.
@Suite struct ReadTextTests {
    /// A site where bob may reply, with a message that has this content.
    private static func site(
        _ content: String, _ change: (inout Settings) -> Void = { _ in }
    ) throws -> Site {
        let site = try Site { settings in
            settings.mailboxes[2].access = [AccessGrant(level: .reply, holder: .user("bob"))]
            change(&settings)
        }
        let head = """
            From: Ada Lovelace <ada@customer.example>
            To: support@example.com
            Subject: Boiler
            Message-ID: <1@customer.example>
            Date: Mon, 21 Sep 2026 14:13:20 +0000
            MIME-Version: 1.0

            """
        try #require(try site.deliver(head + content).status == 0)
        return site
    }

    private static func foundEmails(_ site: Site, _ words: String) throws -> Int {
        try site.objects(["search", words]).count { $0["type"] as? String == "email" }
    }

    private static func forwarded(_ site: Site) throws -> Message {
        let messages = try site.sendmail.handed().map { Message(Array($0.message.utf8)) }
        return try #require(messages.first { $0.subject == "Fwd: Boiler" })
    }

    private static let photo = """
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=utf-8; format=flowed

        The boiler \nleaks:
        --b
        Content-Type: image/png
        Content-Disposition: inline; filename="boiler.png"

        PNG
        --b
        Content-Type: text/plain; charset=utf-8

        Its plate says kestrel17.
        --b--

        """

    private static let text = """
        The boiler leaks:

        [image: boiler.png]

        Its plate says kestrel17.
        """

    @Test func allCommandsHaveTheSameText() throws {
        let site = try Self.site(Self.photo)
        #expect(try site.control(["show", "1"]).output.contains("\n\n\(Self.text)\n"))
        #expect(try site.control(["show", "1", "--text"]).output == Self.text + "\n")
        let shown = try site.object(["show", "1"])
        #expect(shown["text"] as? String == Self.text)
        #expect(shown["attachments"] as? Int == 1)
        #expect(
            shown["snippet"] as? String
                == "The boiler leaks: [image: boiler.png] Its plate says kestrel17.")
        #expect(try site.object(["case", "1"])["description"] as? String == Self.text)
        #expect(try Self.foundEmails(site, "kestrel17") == 1)
        let reply = try site.control(["reply", "1", "--draft", "--as", "bob"])
        #expect(reply.output.contains("> [image: boiler.png]\n>\n> Its plate says kestrel17.\n"))
        let forward = try site.control(
            ["forward", "1", "dora@partner.example", "--draft", "--as", "bob"])
        #expect(forward.output.contains(Self.text))
    }

    @Test func aRuleOnTheBodyReadsAllTexts() throws {
        let site = try Self.site(Self.photo) { settings in
            settings.mailboxes[2].rules[0].condition = .test(
                ConditionTest(
                    field: .named(.body), comparison: .contains, operand: .text("kestrel17")))
        }
        #expect(try site.outbox().count == 1)
    }

    private static let list = """
        Content-Type: text/plain

        The list:
        begin 644 lamps.txt
        #86)C
        `
        end

        """

    @Test func aFileInATextIsAnAttachment() throws {
        let site = try Self.site(Self.list)
        let shown = try site.object(["show", "1"])
        #expect(shown["text"] as? String == "The list:")
        let files = try #require(shown["attachment_list"] as? [[String: Any]])
        #expect(files.map { $0["filename"] as? String } == ["lamps.txt"])
        #expect(files.map { $0["size"] as? Int } == [3])
        #expect(try site.control(["attachment", "1", "1"]).output == "abc")
        #expect(try Self.foundEmails(site, "attachment:lamps") == 1)
        #expect(try site.control(["show", "1", "--raw"]).output.hasSuffix(Self.list))
        let sent = try site.control(
            ["forward", "1", "dora@partner.example", "--as", "bob"], input: "See it.\n")
        #expect(sent.status == 0, "\(sent.error)")
        let forward = try Self.forwarded(site)
        #expect(forward.attachments.map(\.fileName) == ["lamps.txt"])
        #expect(forward.attachments.first?.data() == Array("abc".utf8))
    }

    /// A winmail.dat with a text and one file.
    private static let winmail: String = {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) }
        }
        func attribute(_ level: UInt8, _ name: Int, _ data: [UInt8]) -> [UInt8] {
            [level] + number(name, 4) + number(data.count, 4) + data
                + number(data.reduce(0) { $0 + Int($1) }, 2)
        }
        let stream =
            number(0x223E_9F78, 4) + [1, 0]
            + attribute(1, 0x0002_800C, Array("The oak door is stuck.\0".utf8))
            + attribute(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
            + attribute(2, 0x0001_8010, Array("plan.txt\0".utf8))
            + attribute(2, 0x0006_800F, Array("oak".utf8))
        return """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain


            --b
            Content-Type: application/ms-tnef; name="winmail.dat"
            Content-Transfer-Encoding: base64

            \(Data(stream).base64EncodedString())
            --b--

            """
    }()

    /// People forward what they see; the original stays.
    @Test func aWinmailIsOpenedForEverybody() throws {
        let site = try Self.site(Self.winmail) { settings in
            settings.mailboxes[2].rules[0].condition = .test(
                ConditionTest(
                    field: .named(.attachmentName), comparison: .equals,
                    operand: .text("plan.txt")))
        }
        #expect(try site.outbox().count == 1)
        let shown = try site.object(["show", "1"])
        #expect(shown["text"] as? String == "The oak door is stuck.")
        let files = try #require(shown["attachment_list"] as? [[String: Any]])
        #expect(files.map { $0["filename"] as? String } == ["plan.txt", "winmail.dat"])
        #expect(try site.control(["attachment", "1", "1"]).output == "oak")
        let sent = try site.control(
            ["forward", "1", "dora@partner.example", "--as", "bob"], input: "See it.\n")
        #expect(sent.status == 0, "\(sent.error)")
        let forward = try Self.forwarded(site)
        #expect(forward.attachments.map(\.fileName) == ["plan.txt"])
        #expect(forward.bestText.contains("The oak door is stuck."))
    }

    /// The words of HTML with a long head are found.
    @Test func theSnippetIsNeverEmptyBecauseOfTheHead() throws {
        let style = String(repeating: "p { color: #123456 }\n", count: 200)
        let site = try Self.site(
            "Content-Type: text/html\n\n<head><style>\n\(style)</style></head><p>The door.</p>\n")
        #expect(try site.object(["show", "1"])["snippet"] as? String == "The door.")
    }
}
