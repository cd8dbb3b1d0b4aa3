// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import InternetMessage

@Suite struct CharacterSetTests {
    static let names: [(String, CharacterSet)] = [
        ("UTF_8", .utf8), ("cp65001", .utf8), ("ISO_8859-1:1987", .windows1252),
        ("iso8859_1", .windows1252), ("latin1", .windows1252), ("x-windows-1252", .windows1252),
        ("iso88595", .other("iso-8859-5")), ("ISO-8859-8-I", .other("iso-8859-8")),
        ("iso-8859-9", .other("windows-1254")), ("win1251", .other("windows-1251")),
        ("x-cp1250", .other("windows-1250")), ("windows-949", .other("uhc")),
        ("ms936", .other("gb18030")), ("windows-950", .other("big5-hkscs")),
        ("dos-862", .other("cp862")), ("ibm850", .other("cp850")),
        ("GB_2312-80", .other("gb18030")),
        ("ks_c_5601-1987", .other("uhc")), ("Shift_JIS", .other("cp932")),
        ("unicode-1-1-utf-7", .other("utf-7")), ("'iso-8859-2'", .other("iso-8859-2")),
        ("iso-8859-1//IGNORE", .ascii), ("iso-8859-123456", .other("iso-8859-123456")),
        ("windows-1251x", .other("windows-1251x")), ("a b", .other("ab")), ("", .ascii),
    ]

    @Test(arguments: names)
    func knowsNames(_ name: String, _ charset: CharacterSet) {
        #expect(CharacterSet(label: name) == charset)
    }

    /// Every name that IANA prefers for mail, and the aliases that mail uses, can be read.
    @Test(arguments: [
        "windows-1255", "windows-1258", "koi8-r", "koi8-u", "koi8-ru", "iso-8859-16", "cp437",
        "dos-720", "cp866", "macintosh", "x-mac-cyrillic", "x-mac-ce", "hz-gb-2312", "gb18030",
        "gbk", "big5-hkscs", "euc-tw", "euc-jp", "euc-kr", "johab", "iso-2022-kr", "iso-2022-cn",
        "iso-2022-jp", "iso-2022-jp-2004", "utf-7", "utf-16", "utf-32be", "tis-620", "viscii",
        "tcvn", "armscii-8", "georgian-ps", "ptcp154",
    ])
    func canRead(_ name: String) {
        #expect(CharsetDecoder(CharacterSet(label: name)).isKnown)
    }

    static let texts: [(String, [UInt8])] = [
        ("utf-8", Array("aé日😀z".utf8)),
        ("utf-8", [0xE6, 0x97, 0x41, 0xF0, 0x9F, 0x98, 0xFF, 0xC3]),
        ("utf-16", [0xFF, 0xFE, 0x61, 0, 0xE5, 0x65, 0x3D, 0xD8, 0, 0xDE, 0x0A, 0]),
        ("utf-16be", [0xD8, 0x3D, 0xDE, 0, 0, 0x61]),
        // A low surrogate alone: what comes after it is read all the same.
        ("utf-16le", [0x00, 0xDE, 0x61, 0, 0x62, 0]),
        ("utf-7", Array("+ZeVnLA- a+AOk-b".utf8)),
        ("gb18030", [0xD6, 0xD0, 0x94, 0x39, 0xFC, 0x36, 0x41]),
        ("big5", [0xA4, 0xA4, 0xFF, 0x41]), ("euc-jp", [0x8F, 0xB0, 0xA1, 0x8E, 0xB1, 0xC6, 0xFC]),
        ("iso-2022-jp", Array("\u{1B}$BF|K\\\u{1B}(Ja\u{1B}(I1\u{1B}(B\u{1B}$(D0!\u{1B}[\nF".utf8)),
        ("hz-gb-2312", Array("~{VPND~}a~~b~\n~{VP\nVP~".utf8)),
        ("hz-gb-2312", Array("~{5Z6~PP~}a~{6\n~{6".utf8)),
        ("iso-2022-kr", Array("\u{1B}$)C\u{0E}GQ19\u{0F}a".utf8)), ("koi8-r", [0xF4, 0x41, 0xC5]),
        ("iso-8859-1", [0x80, 0xFC]), ("nonsense", Array("plain".utf8)),
    ]

    /// Wherever a text is cut, its pieces say the same as the whole.
    @Test(arguments: texts)
    func piecesSayTheSame(_ name: String, _ bytes: [UInt8]) {
        let charset = CharacterSet(label: name)
        let whole = charset.decode(bytes)
        for first in 0...bytes.count {
            for second in first...bytes.count {
                var decoder = CharsetDecoder(charset)
                var output: [UInt8] = []
                decoder.append(bytes[..<first], isLast: false, to: &output)
                decoder.append(bytes[first..<second], isLast: false, to: &output)
                decoder.append(bytes[second...], isLast: true, to: &output)
                #expect(String(decoding: output, as: UTF8.self) == whole, "\(first), \(second)")
            }
        }
    }

    @Test func readsOnAfterWhatItCannotRead() {
        #expect(CharacterSet(label: "utf-16le").decode([0, 0xDE, 0x61, 0]) == "\u{FFFD}a")
        #expect(
            CharacterSet(label: "utf-32le").decode([0, 0, 0x11, 0, 0x61, 0, 0, 0]) == "\u{FFFD}a")
        #expect(CharacterSet(label: "utf-16le").decode([0x61, 0, 0x62]) == "a\u{FFFD}")
        // The second byte of 二 is a tilde.
        #expect(CharacterSet(label: "hz").decode(Array("~{5Z6~PP~}a".utf8)) == "第二行a")
        #expect(CharacterSet(label: "cp720").decode([0x97, 0x98]) == "\u{F9}\u{621}")
    }

    /// Bodies longer than what is decoded at once, with characters and line ends that the cuts hit.
    @Test(arguments: ["utf-8", "utf-16le", "gb18030", "windows-1251", "iso-2022-jp", ""])
    func longTextsAreWhole(_ name: String) {
        // 65,536 is no multiple of the lengths of these lines in any of the charsets.
        let line = name == "windows-1251" ? "Тесты" : name == "iso-2022-jp" ? "plain" : "aé日本"
        let unit: [UInt8] =
            switch name {
            case "utf-16le":
                Array((line + "\r\n").utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            case "gb18030":
                [0x61, 0xA8, 0xA6, 0xC8, 0xD5, 0xB1, 0xBE, 0x0D, 0x0A]
            case "windows-1251": [0xD2, 0xE5, 0xF1, 0xF2, 0xFB, 0x0D, 0x0A]
            default: Array((line + "\r\n").utf8)
            }
        let count = 20_000
        let bytes = (0..<count).flatMap { _ in unit }
        let expected = String(repeating: line + "\n", count: count)
        func head(_ encoding: String) -> [UInt8] {
            Array(
                "Content-Type: text/plain; charset=\(name)\nContent-Transfer-Encoding: \(encoding)\n\n"
                    .utf8)
        }
        #expect(Message(head("binary") + bytes).root.text() == expected)
        let base64 = MessageComposer.wrappedBase64(bytes)
        #expect(Message(head("base64") + base64).root.text() == expected)
        var quoted: [UInt8] = []
        for byte in bytes { MessageComposer.appendHexadecimal(byte, to: &quoted) }
        #expect(Message(head("quoted-printable") + quoted).root.text() == expected)
    }

    @Test func longQuotedPrintableIsWhole() {
        let body = String(repeating: "a =20 =\r\n b  \r\n=zz=3D \t=\n", count: 10_000)
        let head = "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n"
        let message = Message(Array((head + body).utf8))
        let once = String(repeating: "a    b\n=zz= \t", count: 10_000)
        #expect(message.root.text() == once)
    }
}
