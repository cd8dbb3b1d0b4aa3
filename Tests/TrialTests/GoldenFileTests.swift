// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import Trial

/// Golden files, and the lines in them.
struct GoldenFileTests {
    @Test func linesAreComparedByTheirNames() throws {
        let lines = ["a.eml", "b.eml"].map { TrialLine(name: $0, refusal: "no mailbox") }
        let golden = try GoldenFile(GoldenFile.bytes(of: lines.map(\.json)), path: "golden")
        #expect(golden.differences(to: lines).isEmpty)
        let changed = [
            TrialLine(name: "b.eml", refusal: "no settings"),
            TrialLine(name: "c.eml", refusal: "no mailbox"),
        ]
        #expect(
            golden.differences(to: changed) == [
                "~ b.eml", #"    refusal: "no mailbox" -> "no settings""#, "+ c.eml", "- a.eml",
            ])
    }

    @Test(arguments: ["{}", "text", "[1]"])
    func otherFileIsRefused(_ line: String) {
        #expect(throws: TrialError.notGolden(path: "golden", line: 2)) {
            _ = try GoldenFile(
                Array("{\"name\":\"a\"}\n\(line)\n".utf8), path: "golden")
        }
    }

    @Test func refusedMessageIsCounted() {
        var tally = TrialTally()
        let line = TrialLine(name: "a.eml", refusal: "no mailbox: x@example.com")
        tally.add([line])
        #expect(tally.counts == ["no mailbox": 1])
        #expect(line.text == "a.eml: no mailbox: x@example.com")
        #expect(line.title == "a.eml")
    }
}
