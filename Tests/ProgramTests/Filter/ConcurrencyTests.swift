// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SystemMailbox
import TestSupport
import Testing

@Suite struct ConcurrencyTests {
    @Test func twoHundredMessagesByEightProcessesAtOnce() throws {
        let site = try Site {
            $0.replies.totalLimit = RateLimit(count: 1000, within: 3_600_000_000)
        }
        var running: [RunningProgram] = []
        var outcomes: [Outcome] = []
        for number in 1...200 {
            if running.count == 8 { outcomes.append(running.removeFirst().wait()) }
            let program = try Program.filter.start([
                "-s", site.storePath, "-f", "ada\(number)@customer.example",
                "support@example.com",
            ])
            program.write(Array(letter("\(number)").utf8))
            program.closeInput()
            running.append(program)
        }
        outcomes += running.map { $0.wait() }
        #expect(outcomes.allSatisfy { $0 == .silent(0) })
        #expect(try Set(site.emails().map(\.messageID)).count == 200)
        #expect(try site.emails().count == 200)
        #expect(try site.caseNumbers() == Array(1...200))
        let handed = try site.sendmail.handed()
        #expect(handed.count == 200)
        #expect(Set(handed.compactMap(\.arguments.last)).count == 200)
        #expect(try site.outbox().allSatisfy { $0.state == .sent })
        // Somebody empties the write-ahead log from time to time, though others write on.
        let log = try FileManager.default.attributesOfItem(atPath: site.storePath + "-wal")
        #expect(try #require(log[.size] as? Int) < 4_000_000)
    }

    @Test func sameMessageEightTimesAtOnceIsDeliveredOnce() throws {
        let site = try Site()
        let running = try (0..<8).map { _ in
            let program = try Program.filter.start(site.everyday)
            program.write(Array(letter().utf8))
            program.closeInput()
            return program
        }
        #expect(running.map { $0.wait() }.allSatisfy { $0 == .silent(0) })
        #expect(try site.emails().count == 1)
        #expect(try site.caseNumbers() == [1])
        #expect(try site.sendmail.handed().count == 1)
    }
}
