// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

@testable import Desk

/// Tests the results of queries.
@Suite struct SearchTests {
    /// A store with five emails, 1 to 5.
    private func office() throws -> Office {
        let site = try Office()
        try site.add(
            to: "support", from: Person(name: "Ada Ames", address: "ada@customer.example"),
            subject: "Broken lamp", body: "It went dark. The new order came, the invoice did not.")
        try site.add(
            to: "support", from: Person(name: "Zoë Ärger", address: "zoe@other.example"),
            recipient: "help@example.com", subject: "Lampen für Øresund",
            body: "An order of new lampshades AND a NEAR miss")
        try site.add(
            to: "support", from: Person(name: nil, address: "spam@bulk.example"),
            subject: "Cheap lamp", body: "Buy", attachment: "price list.pdf")
        try site.add(
            to: "support", from: Person(name: "山田", address: "yamada@example.jp"),
            subject: "ランプが壊れました", body: "新しい電球を三個お願いします。 Привет, мир")
        try site.add(
            to: "sales", subject: "Lamp for the board", body: "Ada Ames called \u{1F4A1} 100% sure")
        return site
    }

    @Test(
        arguments: [
            // All words must occur; case and accents are ignored.
            ("lamp", [5, 3, 1]), ("LAMP broken", [1]), ("order new", [2, 1]), ("nothing", []),
            ("zoe", [2]), ("ärger", [2]), ("arger", [2]), ("ПРИВЕТ", [4]), ("fur", [2]),
            ("ada", [5, 1]), ("ada@customer.example", [1]), ("customer", [1]), ("100%", [5]),
            // Phrases.
            (#""new order""#, [1]), (#""order new""#, []), (#""order of new""#, [2]),
            (#""new order"#, [1]), (#"lamp"broken""#, [1]),
            // Prefixes.
            ("lamp*", [5, 3, 2, 1]), ("inv*", [1]), (#""new ord"*"#, [1]), ("lam", []),
            // Fields.
            ("from:ada", [5, 1]), ("FROM:ada", [5, 1]), ("from:zo*", [2]),
            (#"from:"ada ames""#, [1]), ("to:help", [2]), ("subject:order", []),
            ("subject:lamp*", [5, 3, 2, 1]),
            ("attachment:price", [3]), (#"attachment:"list pdf""#, [3]), ("attachment:lamp", []),
            ("from:ada lamp", [5, 1]), (#""from:ada""#, []), ("nobody:ada", []),
            // Excluded words.
            ("lamp -spam", [5, 1]), ("lamp -from:spam -called", [1]), ("-lamp", [4, 2]),
            (#"-"new order" -lamp*"#, [4]), ("lamp -", [5, 3, 1]), ("ada -\"100", [1]),
            // Scripts without spaces.
            ("ランプ", [4]), ("電球", [4]), ("球電", []), ("from:山田", [4]), ("新しい電*", [4]),
            // Operators of other query languages are text.
            ("AND", [2]), ("lamp AND broken", []), ("NEAR", [2]), ("NEAR(new order)", []),
            ("new NEAR/2 miss", []), ("near miss", [2]), ("NOT lamp", [1]), ("OR", []),
            ("lamp^", [5, 3, 1]), ("(lamp)", [5, 3, 1]), ("{subject}:lamp", []),
            ("body:dark", []), ("lamp + broken", [1]), ("^lamp", [5, 3, 1]), ("'lamp'", [5, 3, 1]),
            ("lamp\0broken", [1]), ("lamp; DROP TABLE email", []), ("*lamp*", [5, 3, 2, 1]),
            ("\"", []), ("\"\"", []), ("*", []), ("\"*", []), ("-", []), ("--", []), ("-\"", []),
            (":", []), ("from:", []), ("from:\"", []), ("from:*", []), ("\u{1F4A1}", []),
            ("lamp \u{1F4A1}", [5, 3, 1]), ("()", []), ("%", []), ("_", []), ("\\", []),
            ("\u{301}", []), ("-\u{1F4A1}", []), ("a\0", [2]),
        ] as [(String, [Int64])])
    func `a query finds the expected emails`(query: String, expected: [Int64]) throws {
        #expect(try office().desk("carol").found(query) == expected)
    }

    @Test func `dates limit a search and can be the only terms`() throws {
        let site = try office()
        let desk = try site.desk("carol")
        // The third email arrives three minutes after the start.
        let third = Office.now + 3 * Office.minute
        let date: (String) -> (start: Int64, end: Int64)? = { text in
            text == "third" ? (third, third + 1) : nil
        }
        #expect(try desk.found("since:third", date) == [5, 4, 3])
        #expect(try desk.found("after:third lamp", date) == [5, 3])
        #expect(try desk.found("before:third", date) == [2, 1])
        #expect(try desk.found("before:third -broken", date) == [2])
        #expect(try desk.found("-since:third", date) == [2, 1])
        #expect(try desk.found("since:third before:third", date) == [])
        #expect(throws: SearchQuery.Problem.wrongDate(name: "since", text: "never")) {
            try desk.found("lamp since:never", date)
        }
    }

    @Test(arguments: ["", "  ", "\n", "\0", "\u{3000}"])
    func `an empty query is an error`(query: String) throws {
        #expect(throws: SearchQuery.Problem.empty) { try SearchQuery(query) { _ in nil } }
    }

    @Test func `a query is limited in length`() throws {
        let desk = try office().desk("carol")
        let words = Array(repeating: "lamp", count: SearchQuery.termLimit)
        #expect(try desk.found(words.joined(separator: " ")) == [5, 3, 1])
        let excluded = words.dropLast().map { "-x" + $0 }
        #expect(try desk.found("lamp " + excluded.joined(separator: " ")) == [5, 3, 1])
        #expect(throws: SearchQuery.Problem.tooLong) {
            try desk.found(words.joined(separator: " ") + " lamp")
        }
        #expect(try desk.found(String(repeating: "a", count: 100_000)) == [])
        #expect(try desk.found(String(repeating: "*", count: 100_000)) == [])
    }

    @Test func `a search can be combined with filters, orders and pages`() throws {
        let desk = try office().desk("carol")
        try desk.updateSearchIndex()
        var filter = Store.EmailFilter()
        filter.search = try SearchQuery("lamp*") { _ in nil }
        #expect(try desk.emailIDs("support", filter: filter) == [3, 2, 1])
        #expect(try desk.emailIDs(filter: filter, order: .subject) == [1, 3, 5, 2])
        #expect(try desk.emailIDs(filter: filter, page: Store.Page(limit: 2, offset: 1)) == [3, 2])
        filter.from = "ada"
        #expect(try desk.emailIDs(filter: filter) == [5, 1])
        filter.isUnreadOnly = true
        try desk.mark([1], asRead: true, at: Office.now)
        #expect(try desk.emailIDs(filter: filter) == [5])
    }

    @Test func `the text of an email is searched up to its limit`() throws {
        let site = try Office()
        let line = "word word word word word word word word word\n"
        let filling = String(repeating: line, count: 4_000)
        try site.add(to: "support", body: filling + "needle\n")
        try site.add(to: "support", body: filling + filling + "needle\n")
        #expect(try site.desk("alice").found("needle") == [1])
    }
}

extension Desk {
    /// Updates the index and returns the IDs of the emails that a query finds.
    func found(
        _ query: String, _ date: (String) -> (start: Int64, end: Int64)? = { _ in nil }
    ) throws -> [Int64] {
        try updateSearchIndex()
        var filter = Store.EmailFilter()
        filter.search = try SearchQuery(query, date: date)
        // As people see it, and as programs do.
        let page = try emailIDs(filter: filter, page: Store.Page(limit: 50))
        let all = try emailIDs(filter: filter)
        return page == all ? all : [-1]
    }
}
