// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

@Suite struct MessageComposerFieldTests {
    @Test(arguments: [
        ("Hello World", "Hello World"), ("", ""), ("  a \t b  ", "a b"),
        ("a\r\nBcc: evil@example.com", "a Bcc: evil@example.com"),
        ("a\0b\u{7F}c\u{1B}[1m", "a b c [1m"),
        ("Re: [Case #17] Größe 42 cm", "Re: [Case #17] =?UTF-8?B?R3LDtsOfZQ==?= 42 cm"),
        (
            "Öffnungszeiten am Samstag in Köln?",
            "=?UTF-8?Q?=C3=96ffnungszeiten_am_Samstag_in_K=C3=B6ln=3F?="
        ),
        ("é b é c", "=?UTF-8?B?w6kgYiDDqQ==?= c"), ("日本語", "=?UTF-8?B?5pel5pys6Kqe?="),
        ("=?UTF-8?Q?x?=", "=?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?="), ("a=b?c", "a=b?c"),
        ("\u{2028}Bcc:\u{85}", "=?UTF-8?B?4oCoQmNjOsKF?="),
    ])
    func writesFreeText(value: String, written: String) {
        var composer = MessageComposer()
        composer.addField("Subject", unstructured: value)
        let space = written.isEmpty ? "" : " "
        #expect(text(composer) == "Subject:\(space)\(written)\n\n")
    }

    @Test func foldsFreeTextAtSpaces() {
        var composer = MessageComposer()
        let words = Array(repeating: "abcdefghi", count: 16).joined(separator: " ")
        composer.addField("Subject", unstructured: words)
        let line = Array(repeating: "abcdefghi", count: 7).joined(separator: " ")
        #expect(text(composer) == "Subject: \(line)\n \(line)\n abcdefghi abcdefghi\n\n")
    }

    @Test func cutsEncodedWordsBetweenCharacters() {
        var composer = MessageComposer()
        composer.addField("Subject", unstructured: String(repeating: "👨‍👩‍👧", count: 6))
        let family = "8J+RqOKAjfCfkanigI3wn5Gn"
        #expect(
            text(composer) == """
                Subject: =?UTF-8?B?\(family)\(family)?=
                 =?UTF-8?B?\(family)\(family)?=
                 =?UTF-8?B?\(family)\(family)?=


                """)
    }

    @Test(
        arguments: [
            (nil, "a@example.com", "a@example.com"), ("", "a@example.com", "a@example.com"),
            ("Ann O'Neil", "a@example.com", "Ann O'Neil <a@example.com>"),
            ("Neil, Ann", "a@example.com", "\"Neil, Ann\" <a@example.com>"),
            ("A \"B\" C\\", "a@example.com", "\"A \\\"B\\\" C\\\\\" <a@example.com>"),
            ("Jörg", "j@example.com", "=?UTF-8?B?SsO2cmc=?= <j@example.com>"),
            ("=?UTF-8?Q?x?=", "a@b", "=?UTF-8?B?PT9VVEYtOD9RP3g/PQ==?= <a@b>"),
            ("a\r\nBcc: x", "a@b", "\"a Bcc: x\" <a@b>"),
            ("evil@example.com", "a@b", "\"evil@example.com\" <a@b>"),
            ("\u{202E}gro", "a@b", "=?UTF-8?B?4oCuZ3Jv?= <a@b>"),
            (nil, "a b@example.com", "\"a b\"@example.com"),
            (nil, "\"a b\"@example.com", "\"a b\"@example.com"),
            (nil, "\"a\"b\"@example.com", "\"\\\"a\\\"b\\\"\"@example.com"),
            (nil, "a..b@example.com", "\"a..b\"@example.com"),
            (nil, "jörg@exämple.com", "jörg@exämple.com"),
            (nil, "joerg@exämple.com", "joerg@xn--exmple-cua.com"),
            ("Jo", "joerg@EXÄMPLE.com", "Jo <joerg@xn--exmple-cua.com>"),
            (nil, "jo@bücher\u{3002}example", "jo@xn--bcher-kva.example"),
            (nil, "jo@xn--exmple-cua.com", "jo@xn--exmple-cua.com"),
            (nil, "Jo@Example.COM", "Jo@Example.COM"),
            (nil, " a@example.com\r\n", "a@example.com"),
            (nil, "a@[192.0.2.1]", "a@[192.0.2.1]"), (nil, "root", "root"),
        ] as [(String?, String, String)])
    func writesAddresses(name: String?, address: String, written: String) {
        var composer = MessageComposer()
        composer.addField("To", addresses: [(name, address)])
        #expect(text(composer) == "To: \(written)\n\n")
    }

    @Test func foldsBetweenAddresses() {
        var composer = MessageComposer()
        let address = "somebody.or.other@example.com"
        composer.addField(
            "Cc", addresses: [("First Person", address), (nil, ""), (nil, address), ("", address)])
        #expect(
            text(composer) == """
                Cc: First Person <\(address)>,
                 \(address), \(address)


                """)
    }

    /// Each of these would be another address if something were left out of it or quoted.
    @Test(arguments: [
        "a@b.c>, <evil@example.com", "a@example.com\r\nBcc:x@y", "a@exa mple.com, b",
        "a@[1]\r\n]", "a\u{2028}b@c", "@example.com", "a@@example.com", "a@exam;ple.com",
        "a@[19 2]", "a@b@example.com", "root@", "a\u{85}b@c.example",
    ])
    func anAddressThatCannotBeWrittenIsListed(_ address: String) {
        var composer = MessageComposer()
        composer.addField("To", addresses: [("Ann", address), (nil, "b@example.com")])
        #expect(text(composer) == "To: b@example.com\n\n")
        #expect(composer.omissions.map(\.reason) == [.address])
        #expect(composer.omissions.map(\.value) == [address])
        #expect(composer.omissions.map(\.field) == ["To"])
    }

    @Test(arguments: ["Content-Type", "MIME-VERSION", "content-transfer-encoding", "Content -Type"])
    func fieldsThatTheComposerWritesComeOnce(_ name: String) {
        var composer = MessageComposer()
        composer.addField(name, unstructured: "x")
        composer.addField(name, structured: "x")
        composer.addField(name, messageIDs: ["x"])
        composer.addField(name, addresses: [(nil, "x@y")])
        composer.addField("Content-Language", structured: "en")
        composer.setBody(text: "x", html: nil)
        let message = Message(composer.bytes())
        #expect(
            message.header.fields.map(\.name) == [
                "Content-Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
            ])
        #expect(message.findDefects() == [])
        #expect(composer.omissions.map(\.reason) == Array(repeating: .ownField, count: 4))
    }

    @Test func identifiersAreWrittenWithOrWithoutBrackets() {
        var composer = MessageComposer()
        composer.addField("Message-ID", messageIDs: ["<a@b>"])
        composer.addField("References", messageIDs: ["a@b", " <c@d> ", "<e@f", "<>", "g h@i"])
        #expect(text(composer) == "Message-ID: <a@b>\nReferences: <a@b> <c@d>\n\n")
        #expect(composer.omissions.map(\.reason) == [.messageID, .messageID, .messageID])
        #expect(composer.omissions.map(\.value) == ["<e@f", "<>", "g h@i"])
    }

    @Test func whatIsWrittenAsGivenIsNotListed() {
        var composer = MessageComposer()
        composer.addField("To", addresses: [("Ann", "a@example.com")])
        composer.addField("Cc", addresses: [])
        composer.addField("References", messageIDs: [])
        composer.addField("Subject", unstructured: "Größe\n42")
        composer.addDate(secondsSince1970: 0)
        composer.addAttachment(fileName: "a", contentType: "image/png", bytes: [])
        composer.addInlinePart(contentID: "a@b", fileName: nil, contentType: "image/png", bytes: [])
        #expect(composer.omissions == [])
    }

    @Test func leavesOutFieldsOfWhichNothingRemains() {
        var composer = MessageComposer()
        composer.addField("To", addresses: [(nil, ""), ("Name", " \n"), ("Name", "root@\r\n")])
        composer.addField("To", addresses: [(nil, String(repeating: "a", count: 901))])
        composer.addField("References", messageIDs: ["", "a b", "a\nb", "<a@b", "é@b"])
        composer.addField(": \n", unstructured: "x")
        composer.addField(String(repeating: "X", count: 65), unstructured: "x")
        composer.addField("X-Long", structured: String(repeating: "x", count: 901))
        #expect(text(composer) == "\n")
        #expect(
            composer.omissions.map(\.reason) == [
                .address, .address, .address, .address, .messageID, .messageID, .messageID,
                .messageID, .messageID, .fieldName, .fieldName, .valueTooLong,
            ])
    }

    @Test func aNameStartsNoOtherField() {
        var composer = MessageComposer()
        composer.addField("X-A: b\r\nBcc", unstructured: "x")
        #expect(text(composer) == "X-AbBcc: x\n\n")
    }

    @Test func writesStructuredValues() {
        var composer = MessageComposer()
        composer.addField("Auto-Submitted", structured: "auto-replied")
        composer.addField("Message-ID", structured: "<a\r\n\u{0}é@b>")
        #expect(text(composer) == "Auto-Submitted: auto-replied\nMessage-ID: <a ?@b>\n\n")
        #expect(composer.omissions.map(\.reason) == [.characters])
    }

    @Test func writesMessageIdentifiersOnOneLineOrOneOnEach() {
        var composer = MessageComposer()
        composer.addField("In-Reply-To", messageIDs: ["a@example.com", "b@example.com"])
        let long = String(repeating: "x", count: 80)
        composer.addField("References", messageIDs: [long + "@a", "b c", "b@b", "c@c"])
        #expect(
            text(composer) == """
                In-Reply-To: <a@example.com> <b@example.com>
                References: <\(long)@a>
                 <b@b>
                 <c@c>


                """)
    }

    @Test(
        arguments: [
            (1_795_355_368, "Sun, 22 Nov 2026 13:49:28 +0000"),
            (0, "Thu, 1 Jan 1970 00:00:00 +0000"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
            (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
            (4_107_542_400, "Mon, 1 Mar 2100 00:00:00 +0000"),
            (.min, "Mon, 1 Jan 1900 00:00:00 +0000"), (.max, "Fri, 31 Dec 9999 23:59:59 +0000"),
        ] as [(Int64, String)])
    func writesDates(seconds: Int64, written: String) {
        var composer = MessageComposer()
        composer.addDate(secondsSince1970: seconds)
        #expect(text(composer) == "Date: \(written)\n\n")
    }

    private func text(_ composer: MessageComposer) -> String {
        String(decoding: composer.bytes(), as: UTF8.self)
    }
}
