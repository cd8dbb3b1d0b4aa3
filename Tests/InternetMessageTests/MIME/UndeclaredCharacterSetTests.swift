// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import InternetMessage
import Testing

/// Text whose charset stands in the document, or is not what its label says.
@Suite struct UndeclaredCharacterSetTests {
    private func text(_ type: String, _ body: [UInt8], encoding: String = "8bit") -> String {
        let head = "Content-Type: \(type)\nContent-Transfer-Encoding: \(encoding)\n\n"
        return Message(Array(head.utf8) + body).bestText
    }

    /// `Тест` in windows-1251.
    private static let test: [UInt8] = [0xD2, 0xE5, 0xF1, 0xF2]

    // MARK: The charset of a document

    static let heads = [
        "<meta charset=windows-1251>", "<META CharSet = 'Windows-1251' />",
        "<html><!-- <meta charset=koi8-r> --><meta name=a content='charset=koi8-r'>"
            + "<meta charset=\"cp1251\">",
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">",
        "<meta content='text/html;charset = \"windows-1251\"' http-equiv=content-type>",
        "<meta/charset=windows-1251/>",
        "<?xml version='1.0' encoding='windows-1251'?><html>",
        "<style>" + String(repeating: "p { color: red } ", count: 150)
            + "</style><meta charset=windows-1251>",
    ]

    @Test(arguments: heads)
    func documentNamesItsCharset(_ head: String) {
        for type in ["text/html", "text/html; charset=us-ascii", "text/html; charset=nonsense"] {
            #expect(text(type, Array(head.utf8) + Self.test) == "Тест", "\(type)")
        }
    }

    @Test func contentTypeHasPriorityUnlessItIsWrong() {
        let body = Array("<meta charset=windows-1251>".utf8) + Self.test
        #expect(text("text/html; charset=koi8-r", body) == "рЕЯР")
        #expect(text("text/html; charset=iso-8859-1", body) == "Òåñò")
        // These bytes are not UTF-8.
        #expect(text("text/html; charset=utf-8", body) == "Тест")
        let real = "<meta charset=windows-1251>Ёлка"
        #expect(text("text/html; charset=utf-8", Array(real.utf8)) == "Ёлка")
        #expect(text("text/html; charset=utf-8", Array("<p>a".utf8) + [0xFF]) == "a\u{FFFD}")
    }

    @Test func documentsNeedNoCharset() {
        #expect(text("text/html", Array("<p>".utf8) + [0xFC]) == "ü")
        #expect(text("text/html", Array("<p>ü".utf8)) == "ü")
        let japanese = Array("<meta charset=iso-2022-jp>\u{1B}$BF|K\\\u{1B}(B".utf8)
        #expect(text("text/html", japanese) == "日本")
        // Text in plain text is no document.
        let plain = Array("<meta charset=windows-1251>".utf8) + [0xFC]
        #expect(text("text/plain", plain) == "<meta charset=windows-1251>ü")
    }

    static let encodedDocuments: [(String, String)] = [
        ("base64", "PG1ldGEgY2hhcnNldD13aW5kb3dzLTEyNTE+0uXx8g=="),
        ("quoted-printable", "<meta charset=3Dwindows-1251>=D2=E5=F1=F2"),
    ]

    @Test(arguments: encodedDocuments)
    func documentsAreRecognisedInTransferEncodings(_ encoding: String, _ body: String) {
        #expect(text("text/html", Array(body.utf8), encoding: encoding) == "Тест")
    }

    @Test func metaCannotNameWideCharsets() {
        let body = Array("<meta charset=utf-16>Grüße".utf8)
        #expect(text("text/html", body) == "Grüße")
        #expect(text("text/html; charset=utf-16", body) == "Grüße")
        #expect(text("text/html", Array("<meta charset=utf-7>+AGE-".utf8)) == "+AGE-")
    }

    @Test func bytesShowUTF16() {
        let document = Array("<meta charset=utf-8><p>Grüße".utf16)
        let little = document.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = document.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for type in ["text/html", "text/html; charset=utf-8", "text/html; charset=iso-8859-1"] {
            #expect(text(type, [0xFF, 0xFE] + little) == "Grüße", "\(type)")
            #expect(text(type, [0xFE, 0xFF] + big) == "Grüße", "\(type)")
            #expect(text(type, little) == "Grüße", "\(type)")
            #expect(text(type, big) == "Grüße", "\(type)")
        }
        #expect(text("text/plain; charset=iso-8859-1", [0xFF, 0xFE, 0x61, 0x62]) == "ÿþab")
    }

    /// Each text has a byte order mark of its own.
    @Test func byteOrderIsThatOfTheText() {
        for _ in 1...2 {
            #expect(text("text/plain; charset=utf-16", [0xFF, 0xFE, 0x61, 0, 0xFC, 0]) == "aü")
            #expect(text("text/plain; charset=utf-16", [0xFE, 0xFF, 0, 0x61, 0, 0xFC]) == "aü")
        }
    }

    @Test func headerIsInTheCharsetOfTheDocument() {
        let head = Array("Content-Type: text/html\nSubject: ".utf8) + Self.test
        let message = Message(head + Array("\n\n<meta charset=windows-1251>".utf8))
        #expect(message.subject == "Тест")
    }

    // MARK: UTF-8 with another label

    static let mislabelled = [
        ("iso-8859-1", "Grüße aus Köln"), ("windows-1252", "„Größe“"), ("latin1", "naïve café à"),
        ("iso-8859-15", "10 € für Bücher, 20 €"), ("iso-8859-2", "Zażółć"), ("koi8-r", "Лампа"),
        ("windows-1251", "Лампа"), ("iso-8859-9", "şğı"), ("windows-1255", "שלום"),
        ("windows-1256", "سلام"), ("macintosh", "été, où"), ("ibm850", "äöü"),
        ("shift_jis", "日本語です"), ("gb2312", "中文测试"), ("gbk", "中文测试"),
        ("gb18030", "中文测试"), ("gb2312", "Grüße aus Köln"), ("shift_jis", "Größe, Füße, Köln"),
    ]

    @Test(arguments: mislabelled)
    func utf8WithAnotherLabelIsUTF8(_ label: String, _ words: String) {
        #expect(text("text/plain; charset=\(label)", Array(words.utf8)) == words)
        let html = Array("<meta charset=\(label)>\(words)".utf8)
        #expect(text("text/html", html) == words)
        // A long text is decoded in pieces.
        let long = String(repeating: "0123456789\n", count: 20_000) + words
        #expect(text("text/plain; charset=\(label)", Array(long.utf8)) == long)
    }

    @Test func encodedWordsAndNamesAreReadTheSameWay() {
        let text = """
            Subject: =?iso-8859-1?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=
            From: =?windows-1252?Q?J=C3=BCrgen_G=C3=B6=C3=9F?= <j@goess.example>

            """
        let message = Message(Array(text.utf8))
        #expect(message.subject == "Grüße aus Köln")
        #expect(message.from.first?.displayName == "Jürgen Göß")
    }

    static let honest: [(String, [UInt8], String)] = [
        // One or two sequences may be meant.
        ("iso-8859-1", Array("Ã© and Ã¼".unicodeScalars.map { UInt8($0.value) }), "Ã© and Ã¼"),
        // Three sequences, and a letter that is none.
        ("iso-8859-1", [0xC3, 0xA9, 0xC3, 0xA9, 0xC3, 0xA9, 0xFC], "Ã©Ã©Ã©ü"),
        // Thai letters look like UTF-8.
        ("tis-620", [0xE0, 0xB8, 0xB9, 0xE0, 0xB8, 0xB9, 0xE0, 0xB8, 0xB9], "เธนเธนเธน"),
        ("windows-874", [0xE0, 0xB8, 0xB9, 0xE0, 0xB8, 0xB9, 0xE0, 0xB8, 0xB9], "เธนเธนเธน"),
        ("iso-8859-11", [0xE0, 0xB8, 0xB9, 0xE0, 0xB8, 0xB9, 0xE0, 0xB8, 0xB9], "เธนเธนเธน"),
        // Chinese and Japanese words look like sequences of two bytes.
        ("gb2312", [0xCF, 0xB5, 0xCD, 0xB3, 0xCD, 0xBC], "系统图"),
        ("gbk", [0x61, 0xC3, 0xBC, 0xC3, 0xBC, 0xC3, 0xBC], "a眉眉眉"),
        ("shift_jis", [0xC3, 0xBD, 0xC4, 0xB1, 0xC4, 0xB2, 0xC3, 0xB3], "ﾃｽﾄｱﾄｲﾃｳ"),
        // Three times U+FFFD: another program lost letters, and nothing else is to be seen.
        (
            "iso-8859-1", [0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD],
            "ï¿½ï¿½ï¿½"
        ),
        ("big5", [0xA4, 0xA4, 0xA4, 0xE5], "中文"), ("koi8-r", [0xEC, 0xC1, 0xCD, 0xD0], "Ламп"),
    ]

    @Test(arguments: honest)
    func otherTextIsWhatItsLabelSays(_ label: String, _ bytes: [UInt8], _ words: String) {
        #expect(text("text/plain; charset=\(label)", bytes) == words)
    }

    /// The beginning of a text is in the charset of the whole.
    @Test func textMayBeCutWithinACharacter() {
        for type in ["text/plain; charset=iso-8859-1", "text/plain"] {
            let text = "Content-Type: \(type)\n\nGrüße, Größe"
            let message = Message(Array(text.utf8))
            #expect(message.bestText(limitInBytes: 8) == "Grüße,", "\(type)")
            #expect(message.bestText(limitInBytes: 12).hasPrefix("Grüße, Gr"), "\(type)")
        }
    }
}
