// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

/// What only decoding shows to be wrong, and where.
@Suite struct DefectFinderTests {
    private func defects(_ text: String, _ change: (inout Limits) -> Void = { _ in }) -> [String] {
        var limits = Limits.standard
        change(&limits)
        return Message(Array(text.utf8), limits: limits).findDefects()
            .map { "\($0.kind.rawValue) \($0.offset)" }
    }

    @Test func goodMailHasNone() {
        let text =
            "From: a@b.example\nDate: 1 Jan 2026 00:00 +0000\nSubject: ü\n"
            + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nw7w=\n"
        #expect(defects(text) == [])
    }

    static let bad: [(String, [String])] = [
        ("Subject: a\nSubject: b\n\n", ["repeatedField 11"]),
        (
            "Content-Type: text/plain\nMIME-Version: 1.0\ncontent-type: text/html\n\n",
            ["repeatedField 43"]
        ),
        (
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-ID: <a@b>\n"
                + "Content-ID: <a@b>\n\nx\n--b--\n", ["repeatedField 65"]
        ),
        ("Received: a\nReceived: b\n\n", []),
        ("Date: yesterday\n\n", ["unreadableDate 0"]),
        ("Content-Transfer-Encoding: x-own\n\nx", ["unknownTransferEncoding 0"]),
        ("Content-Transfer-Encoding: base64\n\nYW*J\n", ["damagedEncoding 35"]),
        ("Content-Transfer-Encoding: base64\n\nYWJjZ\n", ["damagedEncoding 35"]),
        ("Content-Type: text/plain\n\nü", ["unknownCharset 26"]),
        ("Content-Type: text/plain; charset=own\n\nü", ["unknownCharset 39"]),
        ("Subject: =?utf-8?Q?=FF?=\n\n", ["undecodableText 0"]),
        ("To: =?utf-8?Q?=FF?= <a@b.example>\n\n", ["undecodableText 0"]),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n"
                + "\n=FF", ["undecodableText 85"]
        ),
        // Structure comes first; what is inside an embedded message is looked at too.
        (
            "Date: never\nContent-Type: message/rfc822\n\nDate: never\n",
            ["headerWithoutEnd 54", "unreadableDate 0", "unreadableDate 42"]
        ),
    ]

    @Test(arguments: bad)
    func tellsWhatAndWhere(_ text: String, _ expected: [String]) {
        #expect(defects(text) == expected)
    }

    @Test func rawBytesThatAreNoUTF8() {
        let message = Message(Array("X: a".utf8) + [0xFC, 0x0A, 0x0A])
        #expect(message.findDefects().map(\.kind) == [.unknownCharset])
        #expect(message.findDefects().first?.offset == 2)
    }

    @Test func valuesPastTheirLimits() {
        let to = "To: a@b, c@d\n\n"
        #expect(defects(to) { $0.addressCount = 2 } == [])
        #expect(defects(to) { $0.addressCount = 1 } == ["tooManyAddresses 0"])
        let references = "References: <a@b> <c@d>\n\n"
        #expect(defects(references) { $0.identifierCount = 2 } == [])
        #expect(defects(references) { $0.identifierCount = 1 } == ["tooManyIdentifiers 0"])
        let type = "Content-Type: text/plain; a=b; c=d;\n\n"
        #expect(defects(type) { $0.parameterCount = 2 } == [])
        #expect(defects(type) { $0.parameterCount = 1 } == ["tooManyParameters 0"])
        let html = "Content-Type: text/html\n\nabc"
        #expect(defects(html) { $0.readableHTMLBytes = 3 } == [])
        #expect(defects(html) { $0.readableHTMLBytes = 2 } == ["tooMuchHTML 25"])
        let dates = "Date: x\nDate: x\nDate: x\n\n"
        #expect(defects(dates).count == 5)
        #expect(defects(dates) { $0.defectCount = 5 }.count == 5)
        #expect(defects(dates) { $0.defectCount = 4 }.count == 4)
    }

    @Test func textsTellHowTheyWereRead() {
        func read(_ head: String, _ body: [UInt8]) -> DecodedText {
            Message(Array("Content-Type: text/plain\(head)\n\n".utf8) + body).root.decodedText()
        }
        #expect(read("", [0x61]).characterSet == .ascii)
        #expect(!read("", [0x61]).isGuessed)
        #expect(read("", [0xFC]).characterSet == .windows1252)
        #expect(read("", [0xFC]).isGuessed)
        #expect(read("; charset=own", [0xC3, 0xBC]).characterSet == .utf8)
        #expect(read("; charset=own", [0xC3, 0xBC]).isGuessed)
        let lossy = read("; charset=utf-8", [0xFF, 0x61, 0xFF])
        #expect(lossy.text == "\u{FFFD}a\u{FFFD}")
        #expect(lossy.lostCharacterCount == 2)
        #expect(!lossy.isGuessed)
    }
}
