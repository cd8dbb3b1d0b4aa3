// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import InternetMessage

/// S/MIME and OpenPGP, pictures by Content-ID, invitations.
@Suite struct ProtectionTests {
    static let heads: [(String, [Protection])] = [
        ("multipart/signed; protocol=\"application/pkcs7-signature\"; boundary=b", [.smimeSigned]),
        ("multipart/signed; protocol=\"application/x-pkcs7-signature\"", [.smimeSigned]),
        ("multipart/signed; protocol=\"application/pgp-signature\"; boundary=b", [.pgpSigned]),
        ("multipart/encrypted; protocol=\"application/pgp-encrypted\"", [.pgpEncrypted]),
        ("application/pkcs7-mime; smime-type=signed-data", [.smimeOpaqueSigned]),
        ("application/x-pkcs7-mime; smime-type=enveloped-data", [.smimeEncrypted]),
        ("application/pkcs7-mime; smime-type=compressed-data", [.smimeCompressed]),
        ("application/pkcs7-mime; smime-type=certs-only", [.smimeCertificates]),
        ("application/pkcs7-mime", [.smimeEncrypted]), ("application/pgp-keys", [.pgpKey]),
        ("application/octet-stream; name=smime.p7m; smime-type=signed-data", [.smimeOpaqueSigned]),
        ("application/octet-stream; name=smime.p7m", []), ("text/plain", []),
        ("multipart/signed; protocol=x", []),
    ]

    @Test(arguments: heads)
    func namesTheWay(_ type: String, _ ways: [Protection]) {
        let text = "Content-Type: \(type)\n\n--b\n\nhello\n--b--\n"
        #expect(Message(Array(text.utf8)).protections == ways)
    }

    @Test func readsSignedContent() {
        let head = "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; "
        let text = head + "boundary=b\n\n--b\n\nhello\n--b\nContent-Type: application/pgp-signature"
        let message = Message(Array((text + "\n\nx\n--b--\n").utf8))
        #expect(message.firstPlainText == "hello")
    }

    @Test func knowsASignatureWithoutItsParameter() {
        let text =
            "Content-Type: multipart/signed; boundary=b\n\n--b\n\nhello\n--b\n"
            + "Content-Type: application/pgp-signature\n\nx\n--b--\n"
        #expect(Message(Array(text.utf8)).protections == [.pgpSigned])
    }

    static let clear = """
        Before
        -----BEGIN PGP SIGNED MESSAGE-----
        Hash: SHA512

        Hello
        - -- 
        - - dash
        -----BEGIN PGP SIGNATURE-----

        abc
        -----END PGP SIGNATURE-----
        After
        """

    @Test func readsClearSignedText() {
        #expect(ArmoredText.signedText(in: Self.clear) == "Hello\n-- \n- dash\n")
        #expect(ArmoredText.signedText(in: "Hello") == nil)
        #expect(Message(Array(("\n" + Self.clear).utf8)).protections == [.inlinePGPSigned])
        let encrypted = "\n-----BEGIN PGP MESSAGE-----\n\nx\n-----END PGP MESSAGE-----\n"
        #expect(Message(Array(encrypted.utf8)).protections == [.inlinePGPEncrypted])
        for bytes in mutations(of: Array(Self.clear.utf8)) {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(ArmoredText.signedText(in: text)?.utf8.count ?? 0 <= text.utf8.count)
        }
    }

    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
    }

    private static func open(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        [tag, 0x80] + content + [0, 0]
    }

    private static let signedType: [UInt8] = [
        6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2,
    ]
    private static let dataType: [UInt8] = [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1]
    private static let inside = Array("Content-Type: text/plain\n\nsigned words\n".utf8)

    /// The same content with lengths, and with end marks and in pieces.
    static let signed: [[UInt8]] = [
        element(
            0x30,
            signedType
                + element(
                    0xA0,
                    element(
                        0x30,
                        [2, 1, 1] + element(0x31, [0x30, 0])
                            + element(0x30, dataType + element(0xA0, element(4, inside)))))),
        open(
            0x30,
            signedType
                + open(
                    0xA0,
                    open(
                        0x30,
                        [2, 1, 1] + open(0x31, open(0x30, [5, 0]))
                            + open(
                                0x30,
                                dataType
                                    + open(
                                        0xA0,
                                        open(
                                            0x24,
                                            [4, 4] + inside[..<4]
                                                + element(4, Array(inside[4...])))))))),
    ]

    @Test(arguments: signed)
    func opensWhatSMIMESigned(_ bytes: [UInt8]) {
        let head = "Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n"
        let message = Message(Array(head.utf8) + MessageComposer.base64(bytes))
        #expect(message.protections == [.smimeOpaqueSigned])
        #expect(message.opaqueSignedMessage?.firstPlainText == "signed words")
        #expect(message.bestText == "signed words")
        #expect(CMSContent.signedContent(Array("garbage".utf8)) == nil)
        for changed in mutations(of: bytes) {
            #expect(CMSContent.signedContent(changed)?.count ?? 0 <= changed.count)
        }
    }

    @Test func findsPicturesInsideTheText() {
        let text = """
            Message-ID: <m@x>
            Content-Type: multipart/related; boundary=b

            --b
            Content-Type: text/html

            <img src="cid:a%40x"><td background='CID:b&amp;c'>
            --b
            Content-Type: image/png
            Content-ID: <a@x>

            one
            --b
            Content-Type: image/png
            Content-ID: <b&c>

            two
            --b
            Content-Type: image/png
            Content-ID: <unused>

            three
            --b--
            """
        let message = Message(Array(text.utf8))
        #expect(message.inlineParts.map(\.contentID) == ["a@x", "b&c"])
        #expect(message.part(forURL: "cid:a%40x")?.decodedBody() == Array("one".utf8))
        #expect(message.part(forURL: "mid:m%40x/a%40x")?.decodedBody() == Array("one".utf8))
        #expect(message.part(forURL: "mid:other/a%40x") == nil)
        #expect(message.part(forURL: "mid:m%40x") == nil)
        #expect(message.part(forURL: "cid:none") == nil)
        #expect(message.part(forURL: "https://x") == nil)
        #expect(message.attachments.map(\.contentID) == ["a@x", "b&c", "unused"])
        for bytes in mutations(of: Array(text.utf8)) {
            #expect(Message(bytes).inlineParts.count <= 3)
        }
    }

    static let calendar = """
        BEGIN:VCALENDAR\r
        METHOD:request\r
        BEGIN:VTIMEZONE\r
        BEGIN:STANDARD\r
        DTSTART:16010101T000000\r
        END:STANDARD\r
        END:VTIMEZONE\r
        BEGIN:VEVENT\r
        BEGIN:VALARM\r
        SUMMARY:no\r
        END:VALARM\r
        UID:1@x\r
        SUMMARY;LANGUAGE=de:Meet\\, greet\r
         ing\\nand more\r
        DTSTART;TZID="Europe/Berlin":20261122T134928\r
        DTEND:20261122T144928Z\r
        LOCATION:Room 1\r
        ORGANIZER;CN="A: B":MAILTO:a@example.org\r
        END:VEVENT\r
        BEGIN:VEVENT\r
        UID:2@x\r
        END:VEVENT\r
        END:VCALENDAR\r

        """

    @Test func readsInvitations() throws {
        let found = try #require(CalendarInvitation(Self.calendar))
        #expect(found.method == "REQUEST")
        #expect(found.identifier == "1@x")
        #expect(found.summary == "Meet, greeting\nand more")
        #expect(found.start?.value == "20261122T134928")
        #expect(found.start?.timeZone == "Europe/Berlin")
        #expect(found.end?.value == "20261122T144928Z")
        #expect(found.end?.timeZone == nil)
        #expect(found.location == "Room 1")
        #expect(found.organizer == "a@example.org")
        let head = "Content-Type: text/calendar; method=CANCEL\n\n"
        let bare = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n"
        let message = Message(Array((head + bare).utf8))
        #expect(message.calendarInvitation?.method == "CANCEL")
        #expect(message.calendarInvitation?.summary == "x")
        #expect(CalendarInvitation("Hello") == nil)
        #expect(CalendarInvitation("") == nil)
        for bytes in mutations(of: Array(Self.calendar.utf8)) {
            _ = CalendarInvitation(String(decoding: bytes, as: UTF8.self))
        }
    }
}
