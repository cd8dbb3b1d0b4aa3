// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

@testable import SystemMailbox

@Suite struct AddressPatternTests {
    @Test(arguments: [
        ("Support@EXAMPLE.com", "support@example.com"),
        ("<help@example.com>", "help@example.com"),
        ("*@Example.COM", "*@example.com"),
        ("info@xn--bcher-kva.example", "info@bücher.example"),
        ("info@BÜCHER.example", "info@bücher.example"),
    ])
    func foldedFormIgnoresCaseAndIDNASpelling(written: String, folded: String) {
        #expect(AddressPattern.folded(written) == folded)
    }

    @Test func candidatesGoFromTheWholeAddressToTheWildcard() throws {
        let address = try #require(Address.parse("Support+a+b@example.com"))
        #expect(
            AddressPattern.candidates(for: address, delimiter: "+") == [
                "support+a+b@example.com", "support+a@example.com", "support@example.com",
                "*@example.com",
            ])
        #expect(
            AddressPattern.candidates(for: address, delimiter: "") == [
                "support+a+b@example.com", "*@example.com",
            ])
        let bare = try #require(Address.parse("+x@example.com"))
        #expect(
            AddressPattern.candidates(for: bare, delimiter: "+") == [
                "+x@example.com", "*@example.com",
            ])
    }

    @Test func anAddressThatNeedsRepairGetsNoExtension() {
        #expect(
            AddressPattern.extended("help@example.com", by: "x", delimiter: "+")
                == "help+x@example.com")
        #expect(AddressPattern.extended("help@example.com.", by: "x", delimiter: "+") == nil)
        #expect(AddressPattern.extended("help desk@example.com", by: "x", delimiter: "+") == nil)
    }

    @Test func extensionIsCutAtTheFirstDelimiter() {
        #expect(
            AddressPattern.withoutExtension("ada+x+y@example.com", delimiter: "+")
                == "ada@example.com")
        #expect(
            AddressPattern.withoutExtension("ada@example.com", delimiter: "+") == "ada@example.com")
    }
}
