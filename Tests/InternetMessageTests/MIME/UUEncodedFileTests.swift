// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

@Suite struct UUEncodedFileTests {
    private func list(_ text: String) -> [String] {
        UUEncodedFile.list(in: Array(text.utf8)).map {
            "\($0.fileName) \(String(decoding: $0.data, as: UTF8.self)) \($0.range) \($0.isComplete)"
        }
    }

    static let texts: [(String, [String])] = [
        ("Hi\nbegin 644 a b.txt\n#86)C\n`\nend\nBye\n", ["a b.txt abc 3..<33 true"]),
        ("begin 0644 x\r\n#86)C\r\n \r\nend\r\n", ["x abc 0..<29 true"]),
        ("begin 644 x\n#86)C\n\nend", ["x abc 0..<22 true"]),
        ("begin 644 x\n#86)C\nand so on\n", ["x abc 0..<18 false"]),
        (
            "begin 644 x\n#86)C\n`\nend\nbegin 600 y\n#9&5F\nend\n",
            [
                "x abc 0..<24 true", "y def 24..<46 true",
            ]
        ),
        ("begin 644 words of a letter\nthat goes on\n", []), ("begin 644\n#86)C\nend\n", []),
        ("begin again\n", []), ("begin 999 x\n#86)C\n", []), ("", []), ("begin 644 x", []),
        ("> begin 644 x\n#86)C\n", []),
        ("Hi\nbegin-base64 644 x\nYWJj\n====\nBye\n", ["x abc 3..<32 true"]),
        ("begin-base64 644 x\r\nYWJj\r\n", ["x abc 0..<26 false"]),
        ("begin-base64 644 words that\nare no data\n", []), ("begin-base64 x\nYWJj\n", []),
    ]

    @Test(arguments: texts)
    func finds(_ text: String, _ files: [String]) {
        #expect(list(text) == files)
    }

    @Test func isAnOpenedAttachment() {
        let message = Message(
            Array("Subject: x\n\nHi\n\nbegin 644 ../a.txt\n#86)C\n`\nend\n\nBye\n".utf8))
        #expect(message.attachmentParts.isEmpty)
        let opened = message.attachments
        #expect(opened.map(\.form) == [.uuencode])
        #expect(opened.first?.fileName == "../a.txt")
        #expect(opened.first?.safeFileName == "a.txt")
        #expect(opened.first?.data() == Array("abc".utf8))
        #expect(message.bestText == "Hi\n\n[file: a.txt]\n\nBye")
        #expect(message.firstPlainText?.contains("begin 644") == true)
    }

    @Test func survivesCutsAndChanges() {
        for bytes in mutations(of: Array(Self.texts.map(\.0).joined().utf8)) {
            for file in UUEncodedFile.list(in: bytes) {
                #expect(file.range.upperBound <= bytes.count)
                #expect(file.data.count <= file.range.count)
            }
        }
    }
}
