// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import InternetMessage

/// The messages of an mbox as other programs write it.
@Suite struct MboxReaderTests {
    /// Returns the entries of an mbox that is read in pieces of a size.
    private func entries(_ text: String, pieces size: Int) -> [MboxReader.Entry] {
        var rest = Array(text.utf8)[...]
        var reader = MboxReader()
        var found: [MboxReader.Entry] = []
        func read() -> [UInt8] {
            let piece = Array(rest.prefix(size))
            rest = rest.dropFirst(size)
            return piece
        }
        while let entry = reader.next(read) { found.append(entry) }
        #expect(reader.taken == Int64(text.utf8.count) || found.isEmpty)
        return found
    }

    /// Returns the messages of an mbox, which are the same in pieces of any size.
    private func messages(_ text: String) -> [String] {
        let found = entries(text, pieces: 1_000_000)
        for size in [1, 7, 64] { #expect(entries(text, pieces: size) == found) }
        return found.map { String(decoding: $0.raw, as: UTF8.self) }
    }

    private static let ada = "From ada@customer.example Thu Nov  5 08:15:00 2026\n"
    private static let bob = "From bob@customer.example Fri Nov  6 08:15:00 2026\n"

    /// An mbox and its messages; each is also tried with CRLF.
    private static let mboxes: [(what: String, text: String, messages: [String])] = [
        (
            "mblaze writes no empty line",
            ada + "A: 1\n\n>From here\nx\n" + bob + "B: 1\n\ny\n",
            ["A: 1\n\nFrom here\nx\n", "B: 1\n\ny\n"]
        ),
        (
            "an unquoted line without a header field after it",
            ada + "A: 1\n\nHe wrote:\n\n" + bob + "\nI agree.\n\n" + bob + "B: 1\n\ny\n\n",
            ["A: 1\n\nHe wrote:\n\n" + bob + "\nI agree.\n", "B: 1\n\ny\n"]
        ),
        (
            "an unquoted line at the end",
            ada + "A: 1\n\nIt began with\n" + bob,
            ["A: 1\n\nIt began with\n" + bob]
        ),
        (
            "a list of From lines, and URLs",
            ada + "A: 1\n\n" + bob + bob + "and so on\n" + bob + "https://x.example\n" + bob
                + "12:30 I left\n\n",
            [
                "A: 1\n\n" + bob + bob + "and so on\n" + bob + "https://x.example\n" + bob
                    + "12:30 I left\n"
            ]
        ),
        (
            "two From lines before a message, and one of another system",
            ada + bob + "A: 1\n\nx\n\n" + ada + bob + "B: 1\n\ny\n\n" + ada
                + ">From c remote from d\nC : 1\n\nz\n\n",
            ["A: 1\n\nx\n", "B: 1\n\ny\n", "From c remote from d\nC : 1\n\nz\n"]
        ),
        (
            "a message without a text, and empty lines",
            "\n\n" + ada + "A: 1\n" + bob + "B: 1\n\n\n" + bob + "C: 1\n\nx\n\n\n\n",
            ["A: 1\n", "B: 1\n\n", "C: 1\n\nx\n\n\n"]
        ),
        ("a message alone", ada, [""]),
        ("a sentence", "From now on it is dark.\n", []),
    ]

    @Test(arguments: mboxes)
    func `a message needs a header field after its From line`(
        what: String, text: String, messages: [String]
    ) {
        #expect(self.messages(text) == messages, "\(what)")
        let withReturns = messages.map { $0.replacing("\n", with: "\r\n") }
        #expect(self.messages(text.replacing("\n", with: "\r\n")) == withReturns, "\(what), CRLF")
    }

    /// Returns a message of mboxcl2.
    private func measured(_ body: String, length: Int? = nil, field: String = "Content-Length")
        -> String
    {
        "\(Self.ada)A: 1\n\(field): \(length ?? body.utf8.count)\n\n\(body)\n"
    }

    @Test func `a right Content-Length is believed`() {
        let pasted = "He wrote:\n\n\(Self.bob)Subject: hello\n\nx\n>From there\n"
        for field in ["Content-Length", "content-length ", "CONTENT-LENGTH\t"] {
            let text = measured(pasted, field: field) + measured("y\n", field: field)
            let found = messages(text)
            #expect(found.count == 2)
            #expect(found.first?.hasSuffix("\n\n" + pasted) == true)
            #expect(found.last?.hasSuffix("\n\ny\n") == true)
        }
        // Without the empty line, without a line feed at the end, with several empty lines.
        for (body, more) in [("a\n\(Self.bob)B: 2\n", ""), ("\(Self.bob)B: 2", "\n"), ("", "\n\n")]
        {
            let text = String(measured(body).dropLast()) + more
            let found = messages(text + measured("y\n"))
            #expect(found.count == 2 && found[0].hasSuffix("\n\n" + body), "\(body)")
            #expect(messages(text).count == 1)
        }
        // With CRLF the length counts both.
        let body = pasted.replacing("\n", with: "\r\n")
        let head = "A: 1\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        let line = Self.ada.replacing("\n", with: "\r\n")
        #expect(
            messages(line + head + body + "\r\n" + line + "B: 1\r\n") == [head + body, "B: 1\r\n"])
    }

    /// mboxcl quotes as well: then the quoting is removed, as in other formats.
    @Test func `lines are unquoted unless one is unquoted already`() {
        #expect(messages(measured(">From here\n")).first?.hasSuffix("\n\nFrom here\n") == true)
        let mixed = "From here\n>From there\n"
        #expect(messages(measured(mixed)).first?.hasSuffix("\n\n" + mixed) == true)
    }

    @Test(arguments: [0, 3, 40, 60, 100_000, 4_000_000_000_000])
    func `a wrong Content-Length is ignored`(length: Int) {
        let text = measured("abcd\n", length: length) + "\(Self.bob)B: 1\n\nFrom here\n\n"
        let found = messages(text)
        #expect(found.count == 2)
        #expect(found.first?.hasSuffix("\n\nabcd\n") == true)
        #expect(found.last == "B: 1\n\nFrom here\n")
    }

    @Test(arguments: ["", "x", "-5", "5 5", "99999999999999999999999", "0x5"])
    func `a Content-Length that is no number is ignored`(value: String) {
        let text = "\(Self.ada)A: 1\nContent-Length: \(value)\n\nabc\n\n\(Self.bob)B: 1\n\n\n"
        #expect(messages(text).count == 2)
    }

    @Test func `only the header of the message itself has a Content-Length`() {
        let attached = "B: 1\n\nContent-Length: 60\n\nabc\n"
        let text = "\(Self.ada)A: 1\n\n\(attached)\n\(Self.bob)C: 1\n\n\(Self.bob)x\n\n"
        #expect(
            messages(text) == ["A: 1\n\n\(attached)", "C: 1\n\n\(Self.bob)x\n"])
    }

    @Test func `what mailclerk wrote ends at the next From line`() throws {
        let bodies = ["", "\n", "no header", "A: 1\nContent-Length: 150\n\nFrom x\n>From y\n"]
        var text = ""
        for body in bodies {
            text += String(
                decoding: FromLine(sender: "ada@customer.example", at: 1_793_693_700_000_000).bytes
                    + MboxText.quoted(Array(body.utf8)), as: UTF8.self)
        }
        #expect(messages(text) == bodies)
    }

    @Test func `the rest of another file is returned whole`() {
        let text = Array("\n\nSubject: x\n\nFrom here\n".utf8)
        var pieces = [Array(text[..<5]), Array(text[5...])]
        var reader = MboxReader()
        let read = { pieces.isEmpty ? [] : pieces.removeFirst() }
        #expect(reader.next(read) == nil)
        #expect(reader.rest(read) == text)
    }
}
