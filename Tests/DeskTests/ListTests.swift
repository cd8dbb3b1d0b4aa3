// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

@testable import Desk

@Suite struct ListTests {
    private func filter(_ change: (inout Store.EmailFilter) -> Void) -> Store.EmailFilter {
        var filter = Store.EmailFilter()
        change(&filter)
        return filter
    }

    @Test func `lists have only the viewer's mailboxes, newest first`() throws {
        let site = try Office()
        let ids = try ["support", "sales", "board", "support", "sales"].map {
            try site.add(to: $0)
        }
        #expect(try site.desk("carol").emailIDs() == [ids[4], ids[3], ids[1], ids[0]])
        #expect(try site.desk("alice").emailIDs() == [ids[3], ids[0]])
        #expect(try site.desk("carol").emailIDs("sales") == [ids[4], ids[1]])
        #expect(try site.desk(of: .owner(name: "root")).emailIDs() == ids.reversed())
    }

    @Test func `pages make up the complete list in every order`() throws {
        let site = try Office()
        for number in 0..<23 {
            try site.add(
                to: ["support", "sales", "board"][number % 3],
                from: Person(name: nil, address: "u\(number % 5)@example.org"),
                subject: "Subject \(number % 4)")
        }
        let desk = try site.desk("carol")
        for order in Store.EmailOrder.allCases {
            let whole = try desk.emailIDs(order: order)
            #expect(whole.count == 16)
            var joined: [Int64] = []
            for page in 0..<5 {
                joined += try desk.emailIDs(
                    order: order, page: Store.Page(limit: 4, offset: page * 4))
            }
            #expect(joined == whole)
        }
        #expect(try desk.emailIDs(page: Store.Page(limit: 5, offset: 1000)) == [])
        #expect(try desk.emailIDs(page: Store.Page(limit: .max, offset: .max)) == [])
    }

    @Test func `filters match their field without regard to case`() throws {
        let site = try Office()
        let plain = try site.add(
            to: "support", from: Person(name: "Zoë Ärger", address: "zoe@Example.NET"),
            recipient: "help@example.com", subject: "100% wrong", snippet: "the invoice is late")
        let other = try site.add(to: "support", subject: "1000 right_answers", snippet: "thanks")
        let nobody = try site.add(to: "support", from: nil, subject: "Invoice")
        let desk = try site.desk("alice")
        let found = { try desk.emailIDs(filter: self.filter($0)) }
        #expect(try found { $0.from = "example.net" } == [plain])
        #expect(try found { $0.from = "ärger" } == [plain])
        #expect(try found { $0.from = "ADA" } == [other])
        #expect(try found { $0.to = "HELP@" } == [plain])
        #expect(try found { $0.subject = "100%" } == [plain])
        #expect(try found { $0.subject = "t_a" } == [other])
        #expect(try found { $0.subject = "!" } == [])
        let arrived = try desk.emailRow(other).email.receivedAt
        #expect(try found { $0.since = arrived } == [nobody, other])
        #expect(try found { $0.until = arrived } == [plain])
    }

    @Test func `filters can be combined with pages`() throws {
        let site = try Office()
        var wanted: [Int64] = []
        for number in 0..<12 {
            let id = try site.add(
                to: number % 2 == 0 ? "support" : "sales",
                subject: number % 3 == 0 ? "Yes" : "No")
            if number % 3 == 0 { wanted.insert(id, at: 0) }
        }
        let desk = try site.desk("carol")
        let yes = filter { $0.subject = "yes" }
        #expect(try desk.emailIDs(filter: yes) == wanted)
        #expect(
            try desk.emailIDs(filter: yes, page: Store.Page(limit: 2, offset: 1))
                == Array(wanted[1..<3]))
    }

    @Test func `each user has separate read marks`() throws {
        let site = try Office()
        let ids = try (0..<3).map { _ in try site.add(to: "support") }
        let sent = try site.add(to: "support", direction: .out)
        let carol = try site.desk("carol")
        let unread = filter { $0.isUnreadOnly = true }
        try carol.mark([ids[0], ids[2]], asRead: true, at: Office.now)
        try carol.mark([ids[2]], asRead: true, at: Office.now)
        #expect(try carol.emailIDs(filter: unread) == [ids[1]])
        #expect(try carol.emailRow(ids[0]).isSeen)
        #expect(try carol.emailRow(sent).isSeen)
        let count = try #require(try carol.mailboxes().last).count
        #expect(count == Store.MailCount(total: 4, unread: 1))
        try carol.mark([ids[2]], asRead: false, at: Office.now)
        #expect(try carol.emailIDs(filter: unread) == [ids[2], ids[1]])
        #expect(try site.desk("alice").emailIDs(filter: unread).count == 3)
    }

    @Test func `a mark is set on all of several emails or on none`() throws {
        let site = try Office()
        let mine = try site.add(to: "support")
        let foreign = try site.add(to: "board")
        let desk = try site.desk("alice")
        #expect(throws: DeskError.noSuchEmail(foreign)) {
            try desk.mark([mine, foreign], asRead: true, at: Office.now)
        }
        #expect(try !desk.emailRow(mine).isSeen)
    }

    @Test func `a thread is listed oldest first`() throws {
        let site = try Office()
        let first = try site.add(to: "support")
        let thread = try #require(try site.store.email(id: first)).threadID
        try site.add(to: "support")
        let second = try site.add(to: "support", thread: thread)
        let rows = try site.desk("alice").thread(ofEmail: second)
        #expect(rows.map(\.email.id) == [first, second])
    }
}
