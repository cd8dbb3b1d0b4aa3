// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Intake
import Testing

@testable import Transfer

/// Batches of an import and chunks of an export.
struct BatchTests {
    private func message(at time: Int64, size: Int = 10) -> Import.Message {
        Import.Message(
            raw: Array(repeating: 65, count: size), receivedAt: time, sender: nil, direction: nil,
            isSeen: false)
    }

    @Test func messagesOfOneSecondKeepTheirOrder() throws {
        var times: [Int64] = []
        let batches = ImportBatches { batch in
            times += batch.map(\.receivedAt)
            return ImportTally()
        }
        for time in [5_000_000, 5_000_000, 5_000_000, 6_000_000, 6_500_000, 6_500_000] as [Int64] {
            try batches.add(message(at: time))
        }
        #expect(times.isEmpty)
        try batches.flush()
        #expect(times == [5_000_000, 5_000_001, 5_000_002, 6_000_000, 6_500_000, 6_500_000])
    }

    @Test func batchIsStoredAtItsLimit() throws {
        var sizes: [Int] = []
        let batches = ImportBatches { batch in
            sizes.append(batch.count)
            var tally = ImportTally()
            tally.stored = Int64(batch.count)
            return tally
        }
        for time in 0..<130 { try batches.add(message(at: Int64(time))) }
        try batches.add(message(at: 200, size: 9_000_000))
        try batches.flush()
        #expect(sizes == [128, 3])
        #expect(batches.tally.stored == 131)
    }

    @Test func countsAreReadAsPrinted() {
        var tally = ImportTally()
        tally.stored = 5
        tally.duplicates = 2
        tally.replies = 1
        var sum = tally
        let isAdded = sum.add(printed: Array(tally.json.text.utf8))
        #expect(isAdded)
        #expect(sum.stored == 10 && sum.duplicates == 4 && sum.replies == 2)
        #expect(tally.text == "imported 5 messages, skipped 2 already present, 1 reply due")
        let isJSON = sum.add(printed: Array("no JSON".utf8))
        #expect(!isJSON)
    }

    @Test func exportIsDividedIntoChunks() {
        let small = (1...70).map { Desk.ExportItem(id: $0, size: 100) }
        let big = (71...73).map { Desk.ExportItem(id: $0, size: 5_000_000) }
        let chunks = ExportItemList.chunks(of: small + big)
        #expect(chunks.map(\.count) == [64, 7, 1, 1])
        #expect(chunks.flatMap { $0 } == small + big)
        let lines = small.map { ExportItemList.line($0) + "\n" }.joined()
        #expect(ExportItemList.parse(Array(lines.utf8)) == small)
    }
}
