// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Testing

@testable import Platform

@Suite("The form of a saved message")
struct EmergencyFileTests {
    @Test("What was encoded is read back, and the message stands verbatim behind it")
    func roundTrip() throws {
        let message: [UInt8] = [0, 10, 0xFF, 0, 13]
        let environment = [("SENDER", "a=b\n@c"), ("EMPTY", "")]
        let file =
            EmergencyFile.encode(
                arguments: ["-f", "", "støtte@example.com"], environment: environment,
                receivedAt: 1_700_000_000_000_001) + message
        let parsed = try #require(EmergencyFile.parse(file))
        #expect(parsed.arguments == ["-f", "", "støtte@example.com"])
        #expect(parsed.environment.elementsEqual(environment, by: ==))
        #expect(parsed.receivedAt == 1_700_000_000_000_001)
        #expect(Array(file[parsed.message]) == message)
    }

    @Test("Every cut before the message is no such file, and none traps")
    func truncated() {
        let preamble = EmergencyFile.encode(
            arguments: ["-r", "a@b.example"], environment: [("A", "b")], receivedAt: 1)
        for length in 0..<preamble.count {
            #expect(EmergencyFile.parse(Array(preamble.prefix(length))) == nil)
        }
        #expect(EmergencyFile.parse(preamble)?.message.isEmpty == true)
    }

    @Test(
        "A damaged count is no such file",
        arguments: ["99999999999999999999", "9223372036854775807", "-1", "x", ""])
    func damagedCount(_ count: String) {
        let file = Array("mailclerk emergency 1\n1\0\(count)\0a\0".utf8)
        #expect(EmergencyFile.parse(file) == nil)
    }
}
