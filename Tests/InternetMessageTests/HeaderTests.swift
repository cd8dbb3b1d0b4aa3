// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import InternetMessage
import Testing

@Suite struct HeaderTests {
    static let subjects: [(String, String)] = [
        ("plain text", "plain text"),
        ("folded\r\n\t text", "folded\t text"),
        ("=?utf-8?q?a_b?=", "a b"),
        ("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"),
        ("=?utf-8?Q?a?= and =?utf-8?Q?b?=", "a and b"),
        ("=?utf-8?Q?=E2=82?= =?utf-8?B?rA==?=", "€"),
        ("=?iso-8859-1*de?Q?f=FCr?=", "für"),
        ("=?iso-8859-1?Q?=93?= x", "“ x"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?hz-gb-2312?Q?~{VPND~}?=", "中文"),
        ("=?ks_c_5601-1987?B?x9G4rg==?=", "한리"),
        ("=?utf-8?Q?a b?=", "a b"),
        ("=?utf-8?Q?open", "=?utf-8?Q?open"),
        ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
        ("=??Q?a?=", "=??Q?a?="),
        ("=?utf-8?B?////?=", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("a =?utf-8?Q??= b", "a  b"),
        ("raw € stays", "raw € stays"),
    ]

    @Test(arguments: subjects)
    func decodesText(_ value: String, _ text: String) {
        #expect(Message(Array("Subject: \(value)\r\n\r\n".utf8)).subject == text)
    }

    @Test func rawBytesFollowTheTextsCharset() {
        var bytes = Array("Content-Type: text/plain; charset=koi8-r\nSubject: ".utf8)
        bytes += [0xF4, 0xC5, 0xD3, 0xD4, 0x0A, 0x0A]
        #expect(Message(bytes).subject == "Тест")
    }

    @Test(arguments: [
        ("auto-replied (rejected); x=y", "auto-replied"), (" (why) No", "no"),
        ("AUTO-GENERATED", "auto-generated"), ("bulk, list", "bulk"), ("(only)", ""), ("", ""),
    ])
    func findsTheFirstToken(_ value: String, _ token: String) {
        let field = Message(Array("Auto-Submitted: \(value)\n\n".utf8)).header.first(
            "auto-submitted")
        #expect(field?.firstToken() == token)
    }

    @Test func findsFieldsByNameAndPlace() {
        let text = "From x Sun Nov 22\r\nA: 1\r\nB : 2\r\n more\r\na: 3\r\n\r\nA: body"
        let message = Message(Array(text.utf8))
        let header = message.header
        #expect(header.fields.map(\.name) == ["A", "B", "a"])
        #expect(header.all("a").map { $0.unstructured() } == ["1", "3"])
        #expect(header.first("none") == nil)
        let whole = header.fields.map {
            String(decoding: message.bytes[$0.fieldRange], as: UTF8.self)
        }
        #expect(whole == ["A: 1\r\n", "B : 2\r\n more\r\n", "a: 3\r\n"])
        #expect(message.mboxFromLine == 0..<19)
    }

    /// A Content-Disposition or Content-Type value, and the file name in it.
    static let names: [(String, String?)] = [
        ("filename=a.txt", "a.txt"),
        ("filename=\"a b.txt\"; size=3", "a b.txt"),
        ("filename=a b.txt", "a b.txt"),
        ("size=3 filename=a.txt", "a.txt"),
        ("filename=\"C:\\dir\\a.txt\"", "C:\\dir\\a.txt"),
        ("filename=\"a \\\"b\\\".txt\"", "a \"b\".txt"),
        ("filename=\"=?utf-8?Q?=C3=BC.txt?=\"", "ü.txt"),
        ("filename=plain.txt; filename*=utf-8''%C3%BC.txt", "ü.txt"),
        ("filename*=iso-8859-1'de'%FC.txt", "ü.txt"),
        ("filename*1=b.txt; filename*0=a", "ab.txt"),
        ("filename*0*=utf-8''%C3; filename*1*=%BC; filename*2=.txt", "ü.txt"),
        ("filename*0=a; filename*2=c", "a"),
        ("filename*0=a; filename*0=b; filename*1=c", "ac"),
        ("filename*1=a; filename*2=b", "ab"), ("filename*1=a; filename=b", "b"),
        ("filename*0=\"=?utf-8?Q?=C3=BC_\"; filename*1=\"?= =?utf-8?Q?x?=\"", "ü x"),
        ("filename*=%C3%BC.txt", "ü.txt"), ("filename*=\"utf-8'en'a%20b\"", "a b"),
        ("filename*0*=''a%20; filename*1=b%20c", "a b%20c"),
        ("FILENAME=a.txt", "a.txt"),
        ("filename=\"open.txt", "open.txt"),
        ("filename*99999999999=a", nil),
        ("filename=", nil),
        ("=;;==", nil),
    ]

    @Test(arguments: names)
    func readsFileNames(_ parameters: String, _ name: String?) {
        let text = "Content-Disposition: attachment; \(parameters)\n\nbody"
        #expect(Message(Array(text.utf8)).root.fileName == name)
    }

    @Test func readsAFileNameWithoutADisposition() {
        let text = "Content-Disposition: filename=\"a.txt\"; size=1\n\nbody"
        #expect(Message(Array(text.utf8)).root.fileName == "a.txt")
        #expect(Message(Array(text.utf8)).root.disposition == nil)
    }

    @Test(arguments: [
        ("Text/HTML; charset=x", "text/html"), ("text / plain", "text/plain"),
        ("(c) text/(c)csv", "text/csv"), ("text", "text/plain"), ("", "text/plain"),
        ("\"text/html\"", "text/html"), ("/html", "text/plain"),
    ])
    func readsContentTypes(_ value: String, _ name: String) {
        let message = Message(Array("Content-Type: \(value)\n\nx".utf8))
        #expect(message.root.contentType.name == name)
    }
}
