// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import InternetMessage

/// Each fixed limit at its value and one past it.
@Suite struct FixedLimitsTests {
    private func message(_ text: String) -> Message { Message(Array(text.utf8)) }

    private func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    @Test(arguments: [0, 1])
    func listAddresses(past: Int) throws {
        let count = FixedLimits.listAddressCount
        let list = message("List-Help: " + repeated("<a:b>,", count + past) + "\n\n").mailingList
        #expect(try #require(list).help.count == count)
    }

    @Test(arguments: [0, 1])
    func piecesOfNames(past: Int) {
        let count = FixedLimits.nameFragmentCount
        let list = Address.list(parsing: Array((repeated("a,", count + past) + "b <c@d>").utf8))
        #expect(list.count == 1 + past * count)
    }

    @Test(arguments: [0, 1])
    func receivedComments(past: Int) {
        let count = FixedLimits.receivedCommentCount
        let field = ReceivedField(Array(("from a " + repeated("(c) ", count + past)).utf8))
        #expect(field.fromComments.count == count)
    }

    @Test func reasons() throws {
        let bytes = FixedLimits.reasonBytes
        func reason(_ length: Int) throws -> String? {
            let text =
                "X-Failed-Recipients: a@b.example\n\nText\n  a@b.example\n"
                + "    " + repeated("x", length) + "\n    more\n"
            return try #require(message(text).deliveryStatus).recipients.first?.diagnostic?.value
        }
        #expect(try reason(bytes - 1)?.hasSuffix("x more") == true)
        #expect(try reason(bytes)?.hasSuffix("x") == true)
    }

    @Test func textsOfReports() throws {
        let bytes = FixedLimits.reportTextBytes
        func reason(_ before: Int) throws -> String? {
            let line = "  a@b.example\n    why\n"
            let text =
                "X-Failed-Recipients: a@b.example\n\nText"
                + repeated("\n", before - 4 - line.utf8.count) + line
            return try #require(message(text).deliveryStatus).recipients.first?.diagnostic?.value
        }
        #expect(try reason(bytes) == "why")
        #expect(try reason(bytes + 2) == "wh")
    }

    @Test(arguments: [0, 1])
    func returnedMessages(past: Int) {
        let count = FixedLimits.returnedMessageCount
        let part = "--b\nContent-Type: message/rfc822\n\nMessage-ID: <1@x>\n\nText\n"
        let text = "Content-Type: multipart/mixed; boundary=b\n\n" + repeated(part, count + past)
        #expect(message(text).returnedMessageIDs.count == count)
    }

    @Test(arguments: [0, 1])
    func namedIdentifiers(past: Int) {
        let count = FixedLimits.namedIdentifierCount
        let text = (1...count + past).map { "<\($0)@x>\n" }.joined()
        #expect(message("\n" + text).messageIDsInText { _ in true }.count == count)
    }

    @Test func addressesOfReports() {
        let count = FixedLimits.reportAddressCount
        func isFound(_ before: Int) -> Bool {
            let text = repeated("a@b ", before) + "own@x"
            return message("\n" + text).messageIDsInText { $0 == "own@x" } == ["own@x"]
        }
        #expect(isFound(count - 1))
        #expect(!isFound(count))
    }

    @Test func identifiersInTexts() {
        let bytes = FixedLimits.identifierBytes
        func found(_ length: Int) -> Int? {
            let id = repeated("x", length) + "@" + repeated("y", length)
            return message("\n<\(id)>").messageIDsInText { _ in true }.first?.utf8.count
        }
        #expect(found(bytes) == 2 * bytes + 1)
        #expect(found(bytes + 1) == nil)
    }

    @Test func wordsOfReports() {
        let bytes = FixedLimits.reportWordsBytes
        #expect(message("\n" + repeated("x", bytes)).wordsOfReport.utf8.count == bytes)
        #expect(message("\n" + repeated("x", bytes + 1)).wordsOfReport.utf8.count == bytes)
    }

    @Test func textsOfAnswersToInvitations() {
        func isWordless(_ blanks: Int) -> Bool {
            message(
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + repeated(" ", blanks)
                    + "x\n--b\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\n--b--"
            ).isAnswerToInvitationWithoutWords
        }
        #expect(!isWordless(FixedLimits.invitationTextBytes - 1))
        #expect(isWordless(FixedLimits.invitationTextBytes))
    }

    @Test func partsOfReports() throws {
        func recipients(_ parts: Int) throws -> Int {
            let part =
                "--b\nContent-Type: message/delivery-status\n\n"
                + "Final-Recipient: rfc822; a@b.example\nAction: failed\n\n"
            let text = "Content-Type: multipart/report; boundary=b\n\n" + repeated(part, parts)
            return try #require(message(text + "--b--\n").deliveryStatus).recipients.count
        }
        #expect(try recipients(FixedLimits.reportPartCount) == FixedLimits.reportPartCount)
        #expect(try recipients(FixedLimits.reportPartCount + 1) == FixedLimits.reportPartCount)
    }

    @Test func encodedWordsInAddresses() {
        func names(_ length: Int) -> [String?] {
            let frame = "=?utf-8?Q?;?=".utf8.count
            let word = "=?utf-8?Q?;" + repeated("x", length - frame) + "?="
            return Address.list(parsing: Array("\(word) <a@b.example>".utf8)).map(\.displayName)
        }
        #expect(names(FixedLimits.encodedWordBytes).count == 1)
        // Its semicolon ends an address then.
        #expect(names(FixedLimits.encodedWordBytes + 1).count == 2)
    }

    @Test func namesOfCharsets() {
        func subject(_ length: Int) -> String? {
            message("Subject: =?" + repeated("x", length - 2) + "?Q?a?=\n\n").subject
        }
        #expect(subject(FixedLimits.charsetNameBytes) == "a")
        #expect(subject(FixedLimits.charsetNameBytes + 1)?.hasPrefix("=?") == true)
    }

    @Test func wordsOfDates() {
        func date(_ words: Int) -> Int64? {
            DateTime.parse(Array((repeated("x ", words - 4) + "1 Jan 1970 00:01").utf8))
        }
        #expect(date(FixedLimits.dateTokenCount) == 60)
        #expect(date(FixedLimits.dateTokenCount + 1) == 0)
    }

    @Test func linesOfCalendars() {
        func summary(_ line: Int) -> String? {
            let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + repeated("X:\n", line - 3)
            return CalendarInvitation(text + "SUMMARY:a\n")?.summary
        }
        #expect(summary(FixedLimits.calendarLineCount) == "a")
        #expect(summary(FixedLimits.calendarLineCount + 1) == nil)
    }

    @Test func depthOfTNEF() {
        func opened(_ depth: Int) -> Int {
            var stream = TNEFWriter()
            stream.addAttachment(title: "a", data: [0x61])
            for _ in 1..<depth {
                var outer = TNEFWriter()
                outer.addAttachment(
                    title: "m", data: nil,
                    properties: [
                        TNEFWriter.message(0x3701, stream.bytes)
                    ])
                stream = outer
            }
            let head = "Content-Type: application/ms-tnef\n\n"
            return Message(Array(head.utf8) + stream.bytes).attachments.count - 1
        }
        #expect(opened(FixedLimits.tnefDepth) == FixedLimits.tnefDepth)
        #expect(opened(FixedLimits.tnefDepth + 1) == FixedLimits.tnefDepth)
    }

    @Test func partsAskedForACharset() {
        func subject(_ place: Int) -> String? {
            let head = Array("Content-Type: multipart/mixed; boundary=b\nSubject: ".utf8)
            let parts = repeated("--b\nContent-Type: image/x\n\n\n", place - 2)
            let last = "--b\nContent-Type: text/plain; charset=koi8-r\n\n\n--b--\n"
            return Message(head + [0xF4] + Array(("\n\n" + parts + last).utf8)).subject
        }
        #expect(subject(FixedLimits.charsetPartCount) == "Т")
        #expect(subject(FixedLimits.charsetPartCount + 1) == "ô")
    }

    @Test func junkInHeaders() {
        func subject(_ lines: Int) -> String? {
            message("A: b\n" + repeated("junk\n", lines) + "Subject: a\n\n").subject
        }
        #expect(subject(FixedLimits.junkLineCount) == "a")
        #expect(subject(FixedLimits.junkLineCount + 1) == nil)
    }

    @Test func textWithArmor() {
        let armor = "-----BEGIN PGP MESSAGE"
        func ways(_ bytes: Int) -> [Protection] {
            message("\n" + repeated("\n", bytes - armor.utf8.count) + armor).protections
        }
        #expect(ways(FixedLimits.armorTextBytes) == [.inlinePGPEncrypted])
        #expect(ways(FixedLimits.armorTextBytes + 1) == [])
    }

    @Test func depthAndFontsOfRTF() {
        // Past the depth a group can't keep what it set from those around it.
        func text(_ depth: Int) -> String {
            let inner = "{\\*\\unknown a}b"
            return RTFText(
                Array(("{\\rtf1 " + repeated("{", depth - 2) + inner).utf8)
            ).text
        }
        #expect(text(FixedLimits.rtfDepth) == "b")
        #expect(text(FixedLimits.rtfDepth + 1) == "")
        func font(_ count: Int) -> String {
            let fonts = (1...count).map { "{\\f\($0)\\fcharset204 x;}" }.joined()
            return RTFText(
                Array("{\\rtf1\\ansi{\\fonttbl\(fonts)}\\f\(count) \\'d2}".utf8)
            ).text
        }
        #expect(font(FixedLimits.rtfFontCount) == "Т")
        #expect(font(FixedLimits.rtfFontCount + 1) == "Ò")
    }

    @Test func depthOfHTML() {
        func quotes(_ depth: Int) -> String {
            HTMLText.readable(repeated("<blockquote>", depth) + "a", limitInBytes: Int.max)
        }
        let shown = FixedLimits.shownDepth
        #expect(quotes(shown) == repeated("> ", shown) + "a")
        #expect(quotes(shown + 1) == repeated("> ", shown) + "a")
        func lists(_ depth: Int) -> String {
            HTMLText.readable(
                "<ol start=7>" + repeated("<ul>", depth - 1) + repeated("</ul>", depth - 1)
                    + "<li>a", limitInBytes: Int.max)
        }
        #expect(lists(FixedLimits.listDepth) == "7. a")
        #expect(lists(FixedLimits.listDepth + 1) == "- a")
    }
}
