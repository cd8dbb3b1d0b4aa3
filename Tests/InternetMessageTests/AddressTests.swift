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
        // A comma in a name that is not quoted.
        ("Moss, Greta <g@b.example>", ["Moss, Greta|g|b.example"]),
        (
            "Moss, Greta, Dr. <g@b.example>, Holt, Ida <i@b.example>",
            ["Moss, Greta, Dr.|g|b.example", "Holt, Ida|i|b.example"]
        ),
        ("Moss,, Greta\r\n\t<g@b.example>", ["Moss, Greta|g|b.example"]),
        ("\"Moss\", =?utf-8?Q?Gr=C3=AAta?= <g@b.example>", ["Moss, Grêta|g|b.example"]),
        ("=?utf-8?Q?M=C3=B6s?=, Greta <g@b.example>", ["Mös, Greta|g|b.example"]),
        ("Moss, <g@b.example>", ["Moss|g|b.example"]),
        ("Moss, g@b.example (Greta)", ["Moss, Greta|g|b.example"]),
        ("g@b.example, Holt, Ida <i@b.example>", ["|g|b.example", "Holt, Ida|i|b.example"]),
        ("Team: Moss, Greta <g@b.example>;", ["Moss, Greta|g|b.example"]),
        // Outlook's semicolon ends an address, not a piece of a name.
        (
            "Moss, Greta <g@b.example>; Holt, Ida <i@b.example>",
            ["Moss, Greta|g|b.example", "Holt, Ida|i|b.example"]
        ),
        ("Moss; Ida <i@b.example>", ["|Moss|", "Ida|i|b.example"]),
        ("Moss, Team: i@b.example;", ["|Moss|", "|i|b.example"]),
        // ISO-2022-JP that is not encoded; its bytes look like punctuation.
        (
            "\u{1B}$B%\"%,%<%@\u{1B}(B <i@b.example>, g@b.example",
            ["アガゼダ|i|b.example", "|g|b.example"]
        ),
        // No address follows.
        ("Ida <i@b.example>, root", ["Ida|i|b.example", "|root|"]),
        ("Moss, Greta", ["|Moss|", "|Greta|"]),
        ("MAILER-DAEMON", ["|MAILER-DAEMON|"]),
        // Names and addresses that lost their brackets or quotes.
        ("Ida i@b.example", ["Ida|i|b.example"]),
        ("i@b.example Ida Holt", ["Ida Holt|i|b.example"]),
        ("i@b.example (Ida", ["Ida|i|b.example"]),
        ("i@b.example g@b.example", ["|i|b.example", "|g|b.example"]),
        ("<i@b.example, Greta g@b.example>", ["|i|b.example", "Greta|g|b.example"]),
        ("\"i@b.example\"", ["|i|b.example"]),
        ("Ida <\"i@b.example\">", ["Ida|i|b.example"]),
    ]

    @Test(arguments: lists)
    func readsLists(_ value: String, _ expected: [String]) {
        let found = Address.list(parsing: Array(value.utf8)).map {
            "\($0.displayName ?? "")|\($0.localPart)|\($0.domain)"
        }
        #expect(found == expected)
    }

    @Test(arguments: [
        "i@b.example", "Ida < i@b.example >", "Ida (at home) <i@b.example>", "i @ b . example",
        "<i@b.example (office)>", "Ida <i@\r\n b.example>", "<@a.example,@c.example:i@b.example>",
        "\"ida holt\"@b.example", "<\"ida@holt\"@b.example>", "ida.\"x y\".holt@b.example",
        "\"a\\\"b\"@b.example", "<<i@b.example>>", "Open \"quote <i@b.example>", "jörg@b.example",
        "i@[192.0.2.1]", "i@[IPv6:2001:db8::1]", "a..b@b.example", "a.@b.example",
        "i@b_c.example", "i@føroya.example", "Holt, Ida <i@b.example>", "o'neill+x=y@b.example",
        "Ida <i@b.example> Holt", "<i@b.example> <i@b.example>",
    ])
    func anAddressThatNeedsNoRepairCanBeWrittenTo(_ value: String) throws {
        let found = Address.list(parsing: Array(value.utf8))
        #expect(found.count == 1)
        #expect(found.first?.isRepaired == false)
        #expect(found.first?.isValidForEnvelope == true)
    }

    @Test(arguments: [
        "i@@b.example", "<i@@b.example>", "i@b@c.example", "\"i@\"@b.example", "ida holt@b.example",
        "<ida holt@b.example>", "<i@b.exam ple>", "<i@b.exam\r\n\tple>", "ida(x)holt@b.example",
        "<ida(x)holt@b.example>", "i@b.example.", "i@.b.example", "i@b..example", "@b.example",
        "i@", "Ida <i@b.example", "i@b.example>", "i@b.example (Ida", "<i@b.example (Ida>",
        "\"i@b.example", "\"i@b.example\"", "<\"i@b.example\">", "\"ida\"holt@b.example",
        "ida\\holt@b.example", "<ida\\holt@b.example>", "<mailto:i@b.example>",
        "i:x@b.example@c.example", "<i@b.example> <g@b.example>", "i@b.example Ida",
        "Ida i@b.example", "i@b.example g@b.example", "<i@b[c].example>", "i@[192.0.2.1",
    ])
    func anAddressThatHadToBeRepairedIsNotWrittenTo(_ value: String) {
        let found = Address.list(parsing: Array(value.utf8))
        #expect(!found.isEmpty)
        #expect(!found[0].isValidForEnvelope)
    }

    @Test func anAddressInAGuessedCharsetIsRepaired() throws {
        let found = Address.list(parsing: Array("j".utf8) + [0xF6] + Array("rg@b.example".utf8))
        let address = try #require(found.first)
        #expect(address.address == "jörg@b.example")
        #expect(address.isRepaired)
        #expect(address == Address(localPart: "jörg", domain: "b.example"))
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

    @Test(arguments: [
        ("ida@bücher.example", "ida@xn--bcher-kva.example"),
        ("\"ida holt\"@bücher.example", "\"ida holt\"@xn--bcher-kva.example"),
        ("idä@bücher.example", "idä@bücher.example"), ("Ida@B.Example", "Ida@B.Example"),
        ("ida@xn--bcher-kva.example", "ida@xn--bcher-kva.example"), ("ida", "ida"),
    ])
    func domainsLeaveWithALabels(_ written: String, _ leaves: String) {
        #expect(Address.parse(written)?.transferForm == leaves)
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
        ("i", "Bücher.example", true), ("i", "straße.example", true), ("i", "भारत.example", true),
        ("i", "bu\u{308}cher.example", false), ("i", "ｂücher.example", false),
        ("i", "bü\u{AD}cher.example", false), ("i", "b\u{2100}.example", false),
    ])
    func knowsWhatAnEnvelopeTakes(_ local: String, _ domain: String, _ isValid: Bool) {
        #expect(Address(localPart: local, domain: domain).isValidForEnvelope == isValid)
    }
}
