// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import InternetMessage

/// The tables of charsets and of HTML's character references are those of Python.
@Suite(.enabled(if: OtherPrograms.has("/usr/bin/python3"), "needs python3: apt install python3"))
struct CharacterSetSecondOpinionTests {
    /// Names as mail has them, each with the name of Python's codec.
    private static let singleByte = [
        "windows-1250": "cp1250", "windows-1251": "cp1251", "windows-1252": "cp1252",
        "windows-1253": "cp1253", "windows-1254": "cp1254", "windows-1255": "cp1255",
        "windows-1256": "cp1256", "windows-1257": "cp1257", "windows-1258": "cp1258",
        "x-cp1251": "cp1251", "iso-8859-1": "cp1252", "iso-8859-2": "iso8859_2",
        "iso-8859-5": "iso8859_5", "iso-8859-7": "iso8859_7", "iso-8859-9": "cp1254",
        "iso-8859-10": "iso8859_10", "iso-8859-13": "iso8859_13", "iso-8859-15": "iso8859_15",
        "iso-8859-16": "iso8859_16", "koi8-r": "koi8_r", "koi8-u": "koi8_u", "dos-720": "cp720",
        "ibm850": "cp850", "cp866": "cp866", "tis-620": "cp874", "macintosh": "mac_roman",
        "x-mac-cyrillic": "mac_cyrillic",
    ]

    /// Bytes that Python reads otherwise.
    ///
    /// Browsers read what windows-1252 leaves open as control characters, and so do we; of the
    /// charsets of the Mac, the C library has earlier versions.
    private static let knownDifferences: [String: Set<UInt8>] = [
        "windows-1252": [0x81, 0x8D, 0x8F, 0x90, 0x9D],
        "iso-8859-1": [0x81, 0x8D, 0x8F, 0x90, 0x9D],
        "macintosh": [0xC6, 0xF0], "x-mac-cyrillic": [0xFF],
    ]

    @Test func bytesMeanTheSame() throws {
        let names = Self.singleByte.sorted { $0.key < $1.key }
        let script = """
            import sys
            for name in sys.argv[1:]:
                print(' '.join(format(ord(bytes([byte]).decode(name, 'replace')), 'x')
                               for byte in range(256)))
            """
        let output = try OtherPrograms.output(
            of: "/usr/bin/python3", ["-c", script] + names.map(\.value))
        let lines = try #require(output).split(separator: "\n")
        try #require(lines.count == names.count)
        for ((name, codec), line) in zip(names, lines) {
            let theirs = line.split(separator: " ").map { UInt32($0, radix: 16) }
            for byte in UInt8.min...UInt8.max {
                let ours = CharacterSet(label: name).decode([byte]).unicodeScalars.map(\.value)
                let isSame = ours == [theirs[Int(byte)]]
                let isKnown = Self.knownDifferences[name]?.contains(byte) == true
                #expect(isSame != isKnown, "\(name) \(byte) \(codec)")
            }
        }
    }

    /// Texts in charsets of more than one byte a character, encoded by Python.
    @Test(arguments: [
        ("iso-2022-jp", "iso2022_jp", "日本語のメール、テスト。ABC かな漢字\n二行目"),
        ("iso-2022-jp-2004", "iso2022_jp_2004", "日本語ABC漢字"),
        ("hz-gb-2312", "hz", "中文~测试 mail\n第二行"), ("iso-2022-kr", "iso2022_kr", "한국어 abc 메일"),
        ("gb2312", "gb2312", "中文测试"), ("gb18030", "gb18030", "中文😀ß"),
        ("big5", "big5", "中文測試"), ("euc-jp", "euc_jp", "日本語ｱ漢字"),
        ("shift_jis", "cp932", "日本語①ｱ"), ("euc-kr", "euc_kr", "한국어"),
        ("ks_c_5601-1987", "cp949", "한국어똠"), ("utf-7", "utf_7", "äöü + 日本 ~\\"),
        ("utf-16", "utf_16", "aä日😀"), ("utf-16be", "utf_16_be", "aä日😀"),
    ])
    func textsAreRead(name: String, codec: String, text: String) throws {
        let script = "import sys; print(sys.argv[2].encode(sys.argv[1]).hex())"
        let output = try OtherPrograms.output(of: "/usr/bin/python3", ["-c", script, codec, text])
        let digits = Array(try #require(output).utf8.dropLast())
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        #expect(CharacterSet(label: name).decode(bytes) == text)
    }

    /// Python's table has all 2,231 names of HTML 5; those without a semicolon are old ones.
    @Test func namesOfHTMLAreComplete() throws {
        let script = """
            from html.entities import html5
            for name, text in html5.items():
                print(name, *(format(ord(letter), 'x') for letter in text))
            """
        let output = try OtherPrograms.output(of: "/usr/bin/python3", ["-c", script])
        let lines = try #require(output).split(separator: "\n")
        #expect(lines.count > 2_200)
        for line in lines {
            let words = line.split(separator: " ")
            let text = String(
                String.UnicodeScalarView(
                    words.dropFirst().compactMap {
                        UInt32($0, radix: 16).flatMap(Unicode.Scalar.init)
                    }))
            #expect(HTMLEntities.decode(Array("&\(words[0])".utf8)) == Array(text.utf8), "\(line)")
        }
    }
}
