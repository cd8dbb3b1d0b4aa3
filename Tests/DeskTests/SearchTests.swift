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

    /// A store with eight emails, 1 to 8, whose words other programs find in other forms.
    private func foreignOffice() throws -> Office {
        let site = try Office()
        let subjects = [
            "Rechnung Hauptstraße 5 in Łódź", "Smørrebrød til Đorđe", "Счёт за жёлтый чай",
            "Ὁδὸς Ἑρμοῦ, τέλος", "DİYARBAKIR ışık", "कमल का बिल", "कमाल का बिल कि की",
            "Do\u{AD}nau\u{AD}dampf und eﬃzient: กิน",
        ]
        for subject in subjects {
            try site.add(
                to: "support", from: Person(name: subject, address: "x@customer.example"),
                recipient: "Ærø <help@example.com>", subject: subject, body: subject)
        }
        return site
    }

    @Test(
        arguments: [
            ("hauptstrasse", [1]), ("HAUPTSTRASSE", [1]), ("hauptstraße", [1]),
            ("hauptstras*", [1]),
            ("HAUPTSTRAẞE", [1]), ("lodz", [1]), ("ŁÓDŹ", [1]), ("smorrebrod", [2]),
            ("SMØRREBRØD", [2]), ("dorde", [2]), ("счет", [3]), ("СЧЁТ желтый", [3]),
            ("желты\u{438}", []), ("желты\u{438}\u{306}", [3]), ("οδος ερμου", [4]),
            ("ΤΕΛΟΣ", [4]), ("τελοσ", [4]), ("οδό*", [4]), ("diyarbakir", [5]), ("IŞIK", [5]),
            ("isik", [5]), ("कमल", [6]), ("कमाल", [7]), ("कम*", [7, 6]), ("कि", [7]), ("क", []),
            ("\"का बिल\"", [7, 6]), ("donaudampf", [8]), ("donau", []), ("don\u{AD}aud*", [8]),
            ("effizient", [8]), ("eﬃ*", [8]), ("กิน", [8]), ("กัน", []), ("กน", []), ("กิ", [8]),
            ("from:łodz", [1]), ("subject:οδος", [4]), ("strasse -lodz", []),
        ] as [(String, [Int64])])
    func `case and accents of all scripts are ignored, and words are whole`(
        query: String, expected: [Int64]
    ) throws {
        #expect(try foreignOffice().desk("carol").found(query) == expected)
    }

    @Test func `filters ignore case and accents as searches do`() throws {
        let site = try foreignOffice()
        try site.add(
            to: "support", from: Person(name: "JÖRG Groß", address: "Jörg@customer.example"),
            subject: "100% off_now (!) or \"never\"")
        let desk = try site.desk("carol")
        func found(_ set: (inout Store.EmailFilter) -> Void) throws -> [Int64] {
            var filter = Store.EmailFilter()
            set(&filter)
            let page = try desk.emailIDs(filter: filter, page: Store.Page(limit: 50))
            let all = try desk.emailIDs("support", filter: filter)
            return page == all ? all : [-1]
        }
        for text in ["STRASSE", "straße", "straẞe", "auptstras", "lodz", "in łó"] {
            #expect(try found { $0.subject = text } == [1], "\(text)")
            #expect(try found { $0.from = text } == [1], "\(text)")
        }
        #expect(try found { $0.subject = "ΤΈΛΟΣ" } == [4])
        #expect(try found { $0.subject = "желтый" } == [3])
        #expect(try found { $0.subject = "Diyarbakır" } == [5])
        #expect(try found { $0.subject = "donaudampf" } == [8])
        #expect(try found { $0.subject = "कम" } == [7, 6])
        #expect(try found { $0.subject = "100% OFF_" } == [9])
        #expect(try found { $0.subject = "100_" } == [])
        #expect(try found { $0.subject = "(!) or \"n" } == [9])
        #expect(try found { $0.from = "jorg@" } == [9])
        #expect(try found { $0.from = "GROSS" } == [9])
        #expect(try found { ($0.from, $0.isUnreadOnly) = ("gross", true) } == [9])
        #expect(try found { $0.to = "AERO" } == [8, 7, 6, 5, 4, 3, 2, 1])
        #expect(try found { $0.to = "support@EXAMPLE" } == [9])
    }

    /// Accents are part of an address: another accent is the address of another person.
    @Test func `a person is found in any case, and nobody else`() throws {
        let site = try Office()
        for address in ["jörg@customer.example", "JÖRG@Customer.example", "jorg@customer.example"] {
            try site.add(to: "support", from: Person(name: nil, address: address))
        }
        let desk = try site.desk("carol")
        try desk.updateSearchIndex()
        func found(_ address: String) throws -> [Int64] {
            try desk.history(of: address, page: .all).emails.map(\.email.id)
        }
        #expect(try found("Jörg@customer.example") == [2, 1])
        #expect(try found("jorg@CUSTOMER.example") == [3])
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
