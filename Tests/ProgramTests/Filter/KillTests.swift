// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import Store
import SystemMailbox
import TestSupport
import Testing

/// A delivery that is killed, whenever that is: after the mail server's next attempt and a flush there
/// is one email, one case, and a reply that went out at least once, always as the same message.
@Suite struct KillTests {
    /// The released filter where there is one: it has the fewest moments between its steps.
    private var filter: Program { Program.release ?? Program.filter }

    private func site() throws -> Site {
        try Site { $0.replies.totalLimit = RateLimit(count: 100_000, within: 3_600_000_000) }
    }

    private func sender(_ id: String) -> String { "c\(id)@customer.example" }

    private func arguments(_ site: Site, _ id: String) -> [String] {
        ["-s", site.storePath, "-f", sender(id), "support@example.com"]
    }

    /// Starts a delivery and kills it after a while; returns whether it was killed before its end.
    private func deliver(_ site: Site, _ id: String, killedAfter pause: UInt32) throws -> Bool {
        let running = try filter.start(arguments(site, id))
        running.write(Array(letter(id).utf8))
        running.closeInput()
        usleep(pause)
        running.send(SIGKILL)
        let outcome = running.wait()
        #expect(outcome == .silent(0) || outcome == .silent(-SIGKILL))
        return outcome == .silent(-SIGKILL)
    }

    /// How far a killed delivery had come, from what it left behind.
    private func stage(_ site: Site, _ id: String) throws -> String {
        let stored = try site.query { store in
            try store.connection.first(
                """
                SELECT outbox.state FROM email JOIN outbox ON outbox.email_id = email.id
                WHERE email.message_id = $1 AND email.direction = 'in'
                """, "\(id)@customer.example"
            ) { try $0.text() }
        }
        return switch stored {
        case nil: "not committed"
        case "sent": "reply noted as sent"
        default: "committed, reply not noted as sent"
        }
    }

    /// The mail server tries once more, a timer flushes; then everything is there, once.
    private func expectDelivered(_ ids: [String], _ site: Site) throws {
        for id in ids {
            let outcome = try filter.run(arguments(site, id), input: Array(letter(id).utf8))
            #expect(outcome == .silent(0))
        }
        let flushed = try Program.control.run(["flush", "--store", site.storePath])
        #expect(flushed.status == 0)
        let stored = try site.emails().compactMap(\.messageID)
        #expect(stored.count == ids.count)
        #expect(Set(stored) == Set(ids.map { "\($0)@customer.example" }))
        #expect(try site.caseNumbers() == (1...Int64(ids.count)).map { $0 })
        #expect(try site.outbox().count == ids.count)
        #expect(try site.outbox().allSatisfy { $0.state == .sent })
        #expect(try site.emails(.out).count == ids.count)
        let handed = Dictionary(grouping: try site.sendmail.handed()) { $0.arguments.last ?? "" }
        #expect(Set(handed.keys) == Set(ids.map { sender($0) }))
        for (recipient, messages) in handed {
            #expect(Set(messages.map(\.message)).count == 1, "\(recipient)")
        }
    }

    @Test func atTwoHundredMomentsNothingIsLostOrDoubled() throws {
        let site = try site()
        // How long a delivery takes here and now.
        let start = Clock.system.now()
        for number in 1...5 {
            _ = try filter.run(
                arguments(site, "calm\(number)"), input: Array(letter("calm\(number)").utf8))
        }
        let length = Double(Clock.system.now() - start) / 5
        var ids = (1...5).map { "calm\($0)" }
        var tenths = [Int](repeating: 0, count: 10)
        var stages: [String: Int] = [:]
        for number in 0..<200 {
            var share = (Double(number) + 0.5) / 200
            for attempt in 0... {
                let id = "m\(number)-\(attempt)"
                ids.append(id)
                if try deliver(site, id, killedAfter: UInt32(length * share)) {
                    tenths[Int(share * 10)] += 1
                    stages[try stage(site, id), default: 0] += 1
                    break
                }
                // It was done before that moment came.
                share *= 0.9
            }
        }
        print("kill: killed by tenths of \(Int(length)) µs: \(tenths)")
        for (stage, count) in stages.sorted(by: { $0.key < $1.key }) {
            print("kill: \(count) \(stage)")
        }
        #expect(tenths.reduce(0, +) == 200)
        // Moments before the commit and after it are both among them.
        #expect(stages.count >= 2)
        try expectDelivered(ids, site)
    }

    private static let strace = Program(path: "/usr/bin/strace")
    private static let canTrace =
        (try? strace.run(["-qq", "-o", "/dev/null", "/bin/true"]).status) == 0

    /// The system calls of a delivery by name, with how often each is made.
    private func calls(_ site: Site, _ id: String) throws -> [(name: String, count: Int)] {
        let trace = site.directory + "/trace"
        let outcome = try Self.strace.run(
            ["-qq", "-o", trace, filter.path] + arguments(site, id), input: Array(letter(id).utf8))
        #expect(outcome == .silent(0))
        let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
        let names = lines.compactMap { line in
            line.firstIndex(of: "(").map { String(line[..<$0]) }
        }
        .filter { $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }
        return Dictionary(grouping: names) { $0 }.map { (name: $0, count: $1.count) }
            .sorted { $0.name < $1.name }
    }

    @Test(.enabled(if: canTrace, "needs strace: a program that ends another at a system call"))
    func atEachSystemCallNothingIsLostOrDoubled() throws {
        let site = try site()
        var ids = ["traced"]
        let calls = try calls(site, "traced")
        var stages: [String: Int] = [:]
        var spared = 0
        for (name, count) in calls {
            for number in 1...count {
                let id = "\(name)-\(number)"
                ids.append(id)
                let outcome = try Self.strace.run(
                    [
                        "-qq", "-o", "/dev/null", "-e",
                        "inject=\(name):signal=SIGKILL:when=\(number)", filter.path,
                    ] + arguments(site, id), input: Array(letter(id).utf8))
                if outcome.status == -SIGKILL {
                    stages[try stage(site, id), default: 0] += 1
                } else {
                    #expect(outcome == .silent(0))
                    spared += 1
                }
            }
        }
        let all = calls.map(\.count).reduce(0, +)
        print("kill: killed at \(all - spared) of \(all) system calls")
        for (stage, count) in stages.sorted(by: { $0.key < $1.key }) {
            print("kill: \(count) \(stage)")
        }
        // A delivery may make a call less than the traced one; few do.
        #expect(spared * 20 <= all)
        #expect(stages.count == 3)
        try expectDelivered(ids, site)
    }
}
