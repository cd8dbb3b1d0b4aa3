// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox
import Testing

@testable import Intake

/// Tests of whose replies are counted together.
@Suite struct CorrespondentTests {
    private func key(_ text: String) throws -> String {
        let site = try TestSite()
        let mailbox = try #require(try site.store.mailbox(named: "support"))
        return Correspondent.key(try #require(Address.parse(text)), of: mailbox)
    }

    @Test(arguments: [
        ("Ada@Client.example", "ada@client.example"),
        ("ada+7@client.example", "ada@client.example"),
        ("SRS0=hh=TT=client.example=ada+7@forward.example", "ada@client.example"),
        ("SRS1=h=forward.example==hh=TT=client.example=ada@second.example", "ada@client.example"),
        ("bounces+SRS=hh=TT=client.example=ada@forward.example", "ada@client.example"),
        ("prvs=1705abc1de=ada@client.example", "ada@client.example"),
        ("btv1==01234==ada@client.example", "ada@client.example"),
        ("news=ada=client.example@forward.example", "ada@client.example"),
        ("news-17-ada=client.example@forward.example", "ada@client.example"),
        ("return-ada=client.example@forward.example", "ada@client.example"),
        ("list+bounces-3-ann-lee=client.example@forward.example", "ann-lee@client.example"),
        ("ada=client.example@forward.example", "ada@client.example"),
        // Lists write the subscriber, which is a mailbox here, into their address.
        ("news-17-support=example.com@list.example", "news@list.example"),
        ("news-18-support=example.com@list.example", "news@list.example"),
        ("trip+bounces-18-support=example.com@list.example", "trip-bounces@list.example"),
        ("support=example.com@list.example", "support@list.example"),
        // Gmail forwards the mail of anybody by such an address.
        (
            "kim+caf_=support=example.com@gmail.example",
            "kim+caf_=support=example.com@gmail.example"
        ),
        ("ada=x@client.example", "ada@client.example"), ("=x@client.example", "@client.example"),
    ])
    func keys(text: String, expected: String) throws {
        #expect(try key(text) == expected)
    }

    @Test(arguments: [
        "SRS0=h%=TT=%.example=%@forward.example",
        "SRS1=h=forward.example==h%=TT=%.example=%@second.example",
        "bounces+SRS=h%=TT=%.example=%@forward.example", "prvs=17%5abc1de=%@company.example",
        "news-%-%=company.example@forward.example",
    ])
    func `people behind one server are several senders`(pattern: String) throws {
        let site = try TestSite {
            $0.replies.limit = RateLimit(count: 2, within: 3_600_000_000)
        }
        for name in ["1", "2", "3", "4"] {
            let sender = pattern.replacing("%", with: name)
            try site.deliver(letter(name, from: "p\(name)@customer.example"), from: sender)
        }
        #expect(try site.answers().count == 4)
        // The reply takes the way back through the server.
        #expect(try site.answers().first?.recipient == pattern.replacing("%", with: "1"))
    }

    @Test func `one person behind a forwarder stays one sender`() throws {
        let site = try TestSite {
            $0.replies.limit = RateLimit(count: 2, within: 3_600_000_000)
        }
        for (number, sender) in [
            "ada@customer.example", "SRS0=aa=T1=customer.example=ada@forward.example",
            "SRS0=bb=T2=customer.example=ada+x@forward.example",
        ].enumerated() {
            try site.deliver(letter("\(number)"), from: sender)
        }
        #expect(try site.answers().count == 2)
    }

    @Test func `forty customers behind one forwarder get forty replies`() throws {
        let site = try TestSite()
        for number in 0..<40 {
            site.now += 60_000_000
            let name = "customer\(number)"
            try site.deliver(
                letter(name, from: "\(name)@c\(number).example"),
                from: "SRS0=h\(number)=TT=c\(number).example=\(name)@forward.example")
        }
        #expect(try site.count("cases") == 40)
        #expect(try site.answers().count == 40)
    }

    @Test func `a forwarder that sends our own reply back gets none`() throws {
        let site = try TestSite()
        let verdict = try site.verdict(
            letter(), "SRS0=h=TT=example.com=support@forward.example")
        #expect(verdict.reply.vetoes.map(\.code) == ["own-mailbox"])
    }
}
