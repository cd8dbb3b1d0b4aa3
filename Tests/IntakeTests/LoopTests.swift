// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

@testable import Intake

/// Tests of mail loops between two sites that acknowledge every message, new or not.
@Suite struct LoopTests {
    private static let minute: Int64 = 60_000_000
    private static let hour = 60 * minute
    private static let day = 24 * hour

    /// The changes that other systems make to a message on its way.
    enum Way: Sendable, CaseIterable {
        /// No change.
        case intact
        /// All marks of automatic mail are removed.
        case unmarked
        /// References to other messages are removed as well; the subject keeps the case number.
        case numbered
        /// References are removed as well, and the subject has no case number.
        case bare
        /// References, the case number, the token and the subject are others each time.
        case changed
    }

    /// One of the two sites, with the mailbox `support@` in its domain.
    private struct Side {
        let site: TestSite
        let domain: String
        var address: String { "support@\(domain)" }

        init(_ domain: String, way: Way) throws {
            self.domain = domain
            site = try TestSite { settings in
                settings.mailboxes[2].address = "support@\(domain)"
                settings.mailboxes[2].aliases = []
                settings.mailboxes[2].rules[0].on = [.new, .followUp]
                let isNumbered = way != .bare && way != .changed
                let subject = isNumbered ? "[#{{case.number}}] Received" : "Received"
                settings.templates[0].fields = [.init(name: "Subject", value: subject)]
            }
        }

        /// Delivers a message; returns the reply to it, or nil if there is none.
        func receive(
            _ message: String, extension tag: String = "", from sender: String, at now: Int64
        ) throws -> String? {
            site.now = now
            let report = try site.deliver(message, to: ["support\(tag)@\(domain)"], from: sender)
            guard let id = report.parts.first?.outboxID else { return nil }
            return try site.store.outboxEntry(id: id).map {
                String(decoding: $0.message, as: UTF8.self)
            }
        }
    }

    /// Passes a message from one side to the other; the sender's address extension changes each
    /// time.
    private func send(
        _ message: String, from sender: Side, to recipient: Side, number: Int, way: Way,
        at now: Int64
    ) throws -> String? {
        guard way != .intact else { return try recipient.receive(message, from: "", at: now) }
        var taken = ["auto-submitted:", "x-auto-response-suppress:", "message-id:"]
        if way != .unmarked { taken += ["references:", "in-reply-to:"] }
        let parts = message.components(separatedBy: "\n\n")
        var head = try #require(parts.first).replacing("\n ", with: " ")
            .split(separator: "\n").map(String.init)
            .filter { line in !taken.contains { line.lowercased().hasPrefix($0) } }
        var added = ["Message-ID: <\(number)@\(sender.domain)>"]
        if way == .changed {
            added += [
                "References: <x\(number)@\(sender.domain)>",
                "In-Reply-To: <y\(number)@\(sender.domain)>",
                "Subject: Received \(number) [Case \(number % 90 + 1)]",
            ]
            head.removeAll { $0.lowercased().hasPrefix("subject:") }
        }
        let text =
            (added + head).joined(separator: "\n") + "\n\n"
            + parts.dropFirst().joined(separator: "\n\n")
        return try recipient.receive(
            text, extension: way == .changed ? "+t\(number)" : "",
            from: "support+\(number)@\(sender.domain)", at: now)
    }

    private func opening(from side: Side) -> String {
        """
        From: Support <\(side.address)>
        To: support@other.example
        Subject: Hello
        Date: Mon, 21 Sep 2026 14:13:20 +0000

        Hello.

        """
    }

    @Test func `header fields end a loop after one reply`() throws {
        let (a, b) = (try Side("a.example", way: .intact), try Side("b.example", way: .intact))
        let message = "Message-ID: <0@b.example>\n" + opening(from: b)
        let answer = try #require(
            try a.receive(message, from: b.address, at: a.site.now))
        let second = try send(answer, from: a, to: b, number: 1, way: .intact, at: a.site.now)
        #expect(second == nil)
        #expect(try a.site.answers().count == 1)
        #expect(try b.site.answers().isEmpty)
        #expect(try b.site.count("cases") == 0)
        #expect(try b.site.count("email") == 1)
    }

    private static let loops: [(way: Way, days: Int64)] = [
        (.unmarked, 30), (.changed, 30), (.numbered, 3), (.bare, 3),
    ]

    /// Each side writes at an interval, with or without a reply.
    ///
    /// Every message is stored, and the mute ends each day, but no day has more replies than
    /// `daily-limit` allows.
    @Test(arguments: loops, [Int64(12), 20])
    func `a loop without header fields gets at most ten replies a day`(
        loop: (way: Way, days: Int64), minutes: Int64
    ) throws {
        let way = loop.way
        let (a, b) = (try Side("a.example", way: way), try Side("b.example", way: way))
        let start = a.site.now
        var number = 0
        var toA = opening(from: b)
        var toB = opening(from: a)
        for elapsed in stride(from: 0, to: loop.days * Self.day, by: Int(minutes * Self.minute)) {
            number += 1
            if let answer = try send(
                toA, from: b, to: a, number: number, way: way, at: start + elapsed)
            {
                toB = answer
            }
            number += 1
            if let answer = try send(
                toB, from: a, to: b, number: number, way: way,
                at: start + elapsed + minutes * Self.minute / 2)
            {
                toA = answer
            }
        }
        for side in [a, b] {
            let times = try side.site.answers().map(\.createdAt)
            let most = times.map { time in
                times.count { $0 >= time && $0 < time + Self.day }
            }.max()
            #expect(most.map { $0 <= 10 } == true)
            #expect(Int64(times.count) >= 5 * (loop.days - 1))
            #expect(try side.site.count("email") == Int64(number / 2))
            if way == .bare { #expect(try side.site.count("cases") == Int64(number / 2)) }
        }
    }

    /// With a large `limit`, `daily-limit` alone ends a loop.
    @Test func `the daily limit counts the last 24 hours`() throws {
        let site = try TestSite {
            $0.replies.limit = RateLimit(count: 100, within: Self.hour)
            $0.replies.dailyLimit = RateLimit(count: 3, within: 4 * Self.hour)
        }
        var replied: [Int] = []
        for number in 0..<9 {
            let report = try site.deliver(letter("\(number)"))
            let verdict = try #require(report.parts.first?.verdict)
            if verdict.reply.will {
                replied.append(number)
            } else {
                #expect(verdict.reply.vetoes == [.dailyLimit])
                #expect(verdict.reply.why == "vetoed: daily-limit")
            }
            site.now += Self.hour
        }
        #expect(replied == [0, 1, 2, 4, 5, 6, 8])
        #expect(try site.count("cases") == 9)
    }

    /// Forwarders rewrite the envelope sender of all customers into their own domain (SRS).
    @Test func `forty customers behind one forwarder get forty cases`() throws {
        let site = try TestSite()
        for number in 1...40 {
            let domain = "customer\(number).example"
            try site.deliver(
                letter("\(number)", from: "Person \(number) <p@\(domain)>"),
                from: "SRS0=a1B2=T7=\(domain)=p@forwarder.example")
            site.now += 90 * 1_000_000
        }
        #expect(try site.count("cases") == 40)
    }

    /// At most five replies are sent in one thread and day; another thread, or the next day, has
    /// its own limit.
    @Test func `the limit of a thread ends after a day without mail`() throws {
        let site = try TestSite { $0.mailboxes[2].rules[0].on = [.new, .followUp] }
        for number in 0..<8 {
            let head = number == 0 ? "" : "References: <0@customer.example>\n"
            try site.deliver(letter("\(number)", head: head))
            site.now += 2 * Self.hour
        }
        #expect(try site.answers().count == 5)
        site.now += Self.day
        try site.deliver(letter("next", head: "References: <0@customer.example>\n"))
        #expect(try site.answers().count == 6)
    }

    /// Replies to forged senders reach uninvolved people, each once; the total limit holds them,
    /// and one alert is raised.
    @Test func `a thousand forged senders get 200 replies`() throws {
        let site = try TestSite()
        var alarms: [String] = []
        for number in 0..<1_000 {
            site.now += 3_500_000
            alarms += try site.deliver(
                letter("\(number)", from: "v\(number)@victim.example"),
                from: "v\(number)@victim.example"
            ).alarms
        }
        #expect(alarms.count == 1)
        let states = Dictionary(grouping: try site.answers(), by: \.state).mapValues(\.count)
        #expect(states[.held] == 800)
        #expect(states.filter { $0.key != .held }.values.reduce(0, +) == 200)
        #expect(try site.count("cases") == 1_000)
    }
}
