// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import InternetMessage
import Testing

@Suite struct AddressTests {
    /// A field's value, and `name|local|domain` of each address.
    static let lists: [(String, [String])] = [
        ("a@b.example", ["|a|b.example"]),
        ("Ann <a@b.example>, <c@d.example>", ["Ann|a|b.example", "|c|d.example"]),
        ("\"Q. \\\"Quote\\\"\" <a@b.example>", ["Q. \"Quote\"|a|b.example"]),
        ("\"john smith\"@b.example", ["|john smith|b.example"]),
        ("a@b.example (Full (nested) Name)", ["Full (nested) Name|a|b.example"]),
        ("(before) a@b.example", ["|a|b.example"]),
        ("a@b.example <c@d.example>", ["a@b.example|c|d.example"]),
        (
            "Group: a@b.example, c@d.example;, e@f.example",
            ["|a|b.example", "|c|d.example", "|e|f.example"]
        ),
        ("undisclosed-recipients:;", []),
        ("=?utf-8?Q?B=C3=BC, A?= <a@b.example>", ["Bü, A|a|b.example"]),
        ("\"=?utf-8?Q?=C3=BC?=\" <a@b.example>", ["ü|a|b.example"]),
        ("Open \"quote <a@b.example>", ["Open quote|a|b.example"]),
        ("Ann <a@b.example", ["Ann|a|b.example"]),
        ("\r\n a\r\n @b.example,\r\n\tc@d.example", ["|a|b.example", "|c|d.example"]),
        (",,;  ,", []),
    ]

    @Test(arguments: lists)
    func readsLists(_ value: String, _ expected: [String]) {
        let found = Address.list(parsing: Array(value.utf8)).map {
            "\($0.displayName ?? "")|\($0.localPart)|\($0.domain)"
        }
        #expect(found == expected)
    }

    @Test func readsOneAddressOfAnEnvelope() {
        #expect(Address.parse("<a@b.example>")?.address == "a@b.example")
        #expect(Address.parse("jörg@köln.example")?.localPart == "jörg")
        #expect(Address.parse("") == nil)
        #expect(Address.parse("<>") == nil)
        #expect(Address.parse("a@b.example, c@d.example") == nil)
    }

    @Test(arguments: [
        ("Ann.B@EXAMPLE.Com.", "ann.b@example.com"),
        ("x@xn--kln-sna.example", "x@köln.example"),
        ("x@XN--KLN-SNA.example", "x@köln.example"),
        ("x@xn--p1ai", "x@рф"),
        ("x@xn--.example", "x@.example"),
        ("x@xn--99999999999.example", "x@xn--99999999999.example"),
    ])
    func folds(_ written: String, _ folded: String) {
        #expect(Address.parse(written)?.folded == folded)
    }

    @Test(arguments: [
        ("Example.COM.", "example.com"), ("köln.example", "xn--kln-sna.example"),
        ("KÖLN.example", "xn--kln-sna.example"), ("xn--kln-sna.example", "xn--kln-sna.example"),
        ("рф", "xn--p1ai"), ("a.пример.испытание", "a.xn--e1afmkfd.xn--80akhbyknj4f"),
        ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
        ("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b"), ("a..ö", "a..xn--nda"),
    ])
    func namesTheDomainForDNS(_ domain: String, _ name: String) {
        #expect(Address(localPart: "x", domain: domain).asciiDomain == name)
    }

    @Test func aLabelThatIsTooLongForDNSStays() {
        let long = String(repeating: "ö", count: 63)
        #expect(Address(localPart: "x", domain: long).asciiDomain == long)
        let fits = String(repeating: "a", count: 54) + "ö"
        #expect(Address(localPart: "x", domain: fits).asciiDomain.hasPrefix("xn--a"))
    }

    @Test func quotesTheLocalPartForTheEnvelope() {
        let odd = Address(localPart: "a \"b\\", domain: "c.example")
        #expect(odd.envelopeForm == "\"a \\\"b\\\\\"@c.example")
        #expect(Address(localPart: "a.b+c", domain: "d.example").envelopeForm == "a.b+c@d.example")
        #expect(Address(localPart: "MAILER-DAEMON", domain: "").envelopeForm == "MAILER-DAEMON")
    }

    @Test(arguments: [
        ("a", "b.example", true), ("", "b.example", false), ("a", "", false),
        ("-a", "b.example", false), ("a\nb", "b.example", false), ("a b", "b.example", true),
        ("a", "b..example", false),
        ("a,b", "b.example", false), ("a<b", "b.example", false), ("a", "b>.example", false),
        ("a", "b\u{0}.example", false), ("a", "-b.example", false),
        ("a", "b;c.example", false), ("a", "=?b.example", false), ("a", "b_c.exämple", true),
        ("a", "[IPv6:2001:db8::1]", true), ("a", "[]", false), ("a", "[1", false),
        (String(repeating: "a", count: 64), "b.example", true),
        (String(repeating: "a", count: 65), "b.example", false),
        ("a", String(repeating: "b", count: 252), true),
        ("a", String(repeating: "b", count: 253), false),
    ])
    func knowsWhatAnEnvelopeTakes(_ local: String, _ domain: String, _ isValid: Bool) {
        #expect(Address(localPart: local, domain: domain).isValidForEnvelope == isValid)
    }
}
