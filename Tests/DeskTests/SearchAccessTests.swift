// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Store
import SystemMailbox
import Testing

@testable import Desk

/// Tests access to search results after emails in the index were moved, marked or erased.
@Suite struct SearchAccessTests {
    private let all = Store.Page.all

    private func query(_ text: String) throws -> SearchQuery { try SearchQuery(text) { _ in nil } }

    @Test func `a search finds nothing in mailboxes without access`() throws {
        let site = try Office()
        let (open, _) = try site.openCase(in: "support")
        let (secret, _) = try site.openCase(in: "board")
        try site.add(
            to: "board", from: Person(name: "Bert Secret", address: "bert@customer.example"))
        for user in ["eve", "alice"] {
            let desk = try site.desk(user)
            let mine: [Int64] = user == "eve" ? [] : [1]
            #expect(try desk.found("question") == mine)
            #expect(try desk.found("-nothing") == mine)
            #expect(
                try desk.cases(found: query("question"), page: all).map(\.record.number)
                    == (user == "eve" ? [] : [open]))
            #expect(
                try desk.people(found: query("question"), page: all).map(\.address)
                    == (user == "eve" ? [] : ["ada@example.org"]))
            #expect(try desk.cases(found: query("\(secret)"), page: all).isEmpty)
            #expect(throws: DeskError.noSuchPerson("bert@customer.example")) {
                try desk.history(of: "bert@customer.example", page: all)
            }
        }
        let owner = try site.desk(of: .owner(name: "root"))
        #expect(try owner.found("question") == [3, 2, 1])
        #expect(
            try owner.cases(found: query("#\(secret)"), page: all).map(\.record.number)
                == [secret])
        #expect(try owner.history(of: "BERT@customer.example", page: all).emails.count == 1)
    }

    @Test func `an email is found only in its current mailbox`() throws {
        let site = try Office()
        let id = try site.add(to: "support")
        let owner = try site.desk(of: .owner(name: "root"))
        let alice = try site.desk("alice")
        #expect(try alice.found("question") == [id])
        _ = try owner.move(threadOfEmail: id, to: "board", at: Office.now)
        #expect(try alice.found("question") == [])
        #expect(try alice.people(found: query("question"), page: all) == [])
        #expect(try owner.found("question") == [id])
        _ = try owner.move(threadOfEmail: id, to: "support", at: Office.now)
        #expect(try alice.found("question") == [id])
        try owner.mark([id], as: .trash, at: Office.now)
        #expect(try alice.found("question") == [])
        #expect(try alice.people(found: query("question"), page: all) == [])
        #expect(throws: DeskError.noSuchPerson("ada@example.org")) {
            try alice.history(of: "ada@example.org", page: all)
        }
        try owner.mark([id], as: nil, at: Office.now)
        #expect(try alice.found("question") == [id])
    }

    @Test func `the text of an erased email is not found, even if its ID is used again`() throws {
        let site = try Office()
        try site.add(to: "support", subject: "First")
        let id = try site.add(to: "support", subject: "Secret plans")
        let desk = try site.desk("alice")
        #expect(try desk.found("secret") == [id])
        try site.erase(id)
        #expect(try desk.found("secret") == [])
        let texts = try site.store.connection.all("SELECT subject FROM email_text") {
            try $0.text()
        }
        #expect(texts == ["first"])
        // The ID is used again, the second time while the old text is still in the index.
        #expect(try site.add(to: "support", subject: "Secret") == id)
        #expect(try desk.found("secret") == [id])
        try site.erase(id)
        #expect(try site.add(to: "support", subject: "Public plans") == id)
        #expect(try desk.found("secret") == [])
        #expect(try desk.found("plans") == [id])
    }

    @Test func `the index is updated in steps, once for each email`() throws {
        let site = try Office()
        for _ in 0..<200 { try site.add(to: "support", body: "one lamp") }
        #expect(try site.store.hasUnindexedEmails(moreThan: 199))
        #expect(try !site.store.hasUnindexedEmails(moreThan: 200))
        #expect(try site.store.updateSearchIndex(atMost: 70) == 70)
        #expect(try site.store.hasUnindexedEmails(moreThan: 129))
        #expect(try !site.store.hasUnindexedEmails(moreThan: 130))
        #expect(try site.store.updateSearchIndex() == 130)
        #expect(try site.store.updateSearchIndex() == 0)
        let count = try site.store.connection.first("SELECT count(*) FROM email_text") {
            try $0.int()
        }
        #expect(count == 200)
        var filter = Store.EmailFilter()
        filter.search = try query("lamp")
        #expect(try site.desk("alice").emailIDs(filter: filter).count == 200)
    }

    @Test func `much text is indexed in several transactions`() throws {
        let site = try Office()
        let body = String(repeating: "many words of one long email\n", count: 8_000)
        for _ in 0..<6 { try site.add(to: "support", body: body) }
        let before = site.store.connection.statementsRun
        _ = try site.store.updateSearchIndex()
        let first = site.store.connection.statementsRun - before
        for _ in 0..<6 { try site.add(to: "support", body: "short") }
        let again = site.store.connection.statementsRun
        _ = try site.store.updateSearchIndex()
        // There are three times as many batches, each with BEGIN, COMMIT and a query for the last
        // email.
        #expect(first > (site.store.connection.statementsRun - again) + 10)
    }

    @Test func `a search finds the records of its emails`() throws {
        let site = try Office()
        let (first, thread) = try site.openCase(in: "support")
        let (second, _) = try site.openCase(in: "support")
        try site.add(to: "support", subject: "Re: lamp", thread: thread)
        let lead = try site.openLead(in: "support")
        let desk = try site.desk("alice")
        try desk.updateSearchIndex()
        let numbers = { (text: String) in
            try desk.cases(found: self.query(text), page: self.all).map(\.record.number)
        }
        #expect(try numbers("question") == [second, first])
        #expect(try numbers("lamp") == [first])
        #expect(try numbers("\(second)") == [second])
        #expect(try numbers("99") == [])
        #expect(
            try desk.cases(found: query("question"), page: Store.Page(limit: 1, offset: 1))
                .map(\.record.number) == [first])
        #expect(try desk.leads(found: query("\(lead)"), page: all).map(\.lead.number) == [lead])
    }

    @Test func `a person's history is found by the exact address without regard to case`() throws {
        let site = try Office()
        let mixed = Person(name: "Ada A", address: "ADA@example.org")
        let (number, _) = try site.openCase(in: "support")
        try site.add(to: "support", from: mixed)
        try site.add(to: "support", from: Person(name: "Other", address: "x.ada@example.org"))
        try site.add(to: "support", from: Person(name: "Other", address: "ada@example.org.uk"))
        try site.add(
            to: "support", from: nil, recipient: "ada@example.org", direction: .out)
        try site.add(to: "sales", from: Person(name: "Ada Secret", address: "ada@example.org"))
        let alice = try site.desk("alice")
        try alice.updateSearchIndex()
        let history = try alice.history(of: "Ada@Example.org", page: all)
        #expect(history.emails.map(\.email.id) == [5, 2, 1])
        #expect(history.person == mixed)
        #expect(history.cases.map(\.record.number) == [number])
        #expect(history.leads.isEmpty)
        let page = try alice.history(
            of: "ada@example.org", page: Store.Page(limit: 1, offset: 1))
        #expect(page.emails.map(\.email.id) == [2])
        #expect(page.person == mixed)
        #expect(
            try site.desk("carol").history(of: "ada@example.org", page: all).person.name
                == "Ada Secret")
        for address in ["ada", "example.org", "%", "\"", "ada@example.or_", "", "\0", "@"] {
            #expect(throws: DeskError.noSuchPerson(address)) {
                try alice.history(of: address, page: all)
            }
        }
    }
}

extension Office {
    /// Removes an email and its bytes.
    fileprivate func erase(_ id: Int64) throws {
        try store.connection.execute("DELETE FROM email_raw WHERE email_id = $1", id)
        try store.connection.execute("DELETE FROM email WHERE id = $1", id)
    }
}
