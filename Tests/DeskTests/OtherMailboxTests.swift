// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox
import Testing

@testable import Desk

/// What a viewer learns from mailboxes that the viewer may not read: nothing.
///
/// Carol reads sales and support, alice support alone, eve nothing.
@Suite struct OtherMailboxTests {
    private static let address = "jane@customer.example"

    /// Opens a case of one person, who is the author of its email; returns the case's number.
    private func open(
        _ site: Office, in mailbox: String, as name: String?, from: Person? = nil,
        fields: String = ""
    ) throws -> Int64 {
        let id = try #require(try site.store.mailbox(named: mailbox)).id
        let person = Person(name: name, address: Self.address)
        var record = CaseRecord(
            mailboxID: id, subject: "A case", description: "", status: "open",
            priority: "normal", source: "email", at: Office.now)
        record.contactID = try site.store.findOrCreateContact(
            folded: Self.address, person: person, firstName: "", lastName: "", at: Office.now)
        let number = try site.store.insert(record)
        let thread = try site.store.insertThread(mailboxID: id, record: .case(number))
        var email = Email(mailboxID: id, receivedAt: Office.now)
        email.threadID = thread
        email.from = from ?? person
        _ = try site.store.insert(email, raw: Array("\(fields)Subject: x\n\nBody\n".utf8))
        return number
    }

    private func contact(_ desk: Desk, _ number: Int64) throws -> Person? {
        var listed: [Int64: Person?] = [:]
        try desk.forEachCase(mailbox: nil) { row in
            listed[row.record.number] = row.contact
            return true
        }
        let single = try desk.caseRow(number).contact
        #expect(listed[number] == .some(single))
        return single
    }

    @Test("A contact's name is what the viewer's mailboxes know")
    func namesOfContacts() throws {
        let site = try Office()
        _ = try open(site, in: "sales", as: "Jane Secret")
        let number = try open(site, in: "support", as: nil)
        let (alice, carol) = (try site.desk("alice"), try site.desk("carol"))
        #expect(try contact(alice, number) == Person(name: nil, address: Self.address))
        #expect(try contact(carol, number)?.name == "Jane Secret")
        #expect(try contact(site.desk(of: .owner(name: "root")), number)?.name == "Jane Secret")
        #expect(throws: DeskError.noSuchCase(number)) { try site.desk("eve").caseRow(number) }
        #expect(try alice.history(of: Self.address, page: .all).person.name == nil)
        #expect(try carol.history(of: Self.address, page: .all).person.name == "Jane Secret")

        // Later the other mailbox knows a name, too.
        _ = try open(site, in: "support", as: "Jane")
        #expect(try contact(site.desk("alice"), number)?.name == "Jane")
    }

    @Test("The name of a contact form's sender is known to the mailbox of the form")
    func namesOfForms() throws {
        let site = try Office()
        let number = try open(
            site, in: "support", as: "Jane Roe",
            from: Person(name: "Contact form", address: "form@example.com"),
            fields:
                "From: Contact form <form@example.com>\nReply-To: Jane Roe <JANE@customer.example>\n"
        )
        #expect(try contact(site.desk("alice"), number)?.name == "Jane Roe")
    }

    @Test("A lead's contact has no name from another mailbox")
    func namesOfLeads() throws {
        let site = try Office()
        _ = try open(site, in: "board", as: "Jane Secret")
        let support = try #require(try site.store.mailbox(named: "support")).id
        var lead = Lead(
            mailboxID: support, name: "A lead", notes: "", firstName: "", lastName: "",
            status: "new", source: "email", at: Office.now)
        lead.contactID = try site.store.findOrCreateContact(
            folded: Self.address, person: Person(name: nil, address: Self.address),
            firstName: "", lastName: "", at: Office.now)
        let number = try site.store.insert(lead)
        for user in ["alice", "carol"] {
            let desk = try site.desk(user)
            #expect(try desk.leadRow(number).contact?.name == nil)
            try desk.forEachLead(mailbox: nil) { row in
                #expect(row.contact == Person(name: nil, address: Self.address))
                return true
            }
        }
    }

    @Test("A reply's recipient has the name that the mailbox knows, also for the owner")
    func namesOfRecipients() throws {
        let site = try Office()
        _ = try open(site, in: "board", as: "Jane Secret")
        let number = try open(
            site, in: "support", as: nil, from: Person(name: nil, address: "nobody"))
        let owner = try site.desk(of: .owner(name: "root"))
        let id = try #require(try owner.emailIDs(ofCase: number).first)
        let draft = try owner.draft(
            ComposeRequest(emailID: id, purpose: .reply(toAll: false)), at: Office.now)
        #expect(draft.to == [Person(name: nil, address: Self.address)])
    }

    @Test("What came from another mailbox is told without its name")
    func history() throws {
        let site = try Office()
        let first = try open(site, in: "board", as: nil)
        let second = try open(site, in: "board", as: nil)
        let third = try open(site, in: "board", as: nil)
        let owner = try site.desk(of: .owner(name: "root"))
        try site.store.link(first, .follows, third, at: Office.now)
        _ = try owner.merge(case: second, into: first, at: Office.now)
        let id = try #require(try owner.emailIDs(ofCase: first).first)
        try site.store.insert(
            JournalEntry(
                emailID: id, mailboxID: site.store.mailbox(named: "board")?.id, at: Office.now,
                event: .delivered,
                details: ["mailbox": "board", "store": [:], "recipient": "board@example.com"]))
        _ = try owner.move(threadOfEmail: id, to: "support", at: Office.now)

        let alice = try site.desk("alice")
        let told = try alice.events(of: .case(first)).map(\.details.text).joined()
        #expect(told.contains(#""old":"another mailbox","new":"support""#))
        #expect(told.contains("a case in another mailbox"))
        #expect(!told.contains("board") && !told.contains("case \(second)"))
        #expect(try alice.links(ofCase: first).map(\.other) == [nil])
        let journal = try alice.journal(ofEmail: id)
        #expect(journal.map(\.event) == [.delivered, .moved])
        #expect(!journal.map(\.details.text).joined().contains("board"))
        #expect(journal.allSatisfy { $0.details["mailbox"] != nil })
        #expect(throws: DeskError.noSuchCase(second)) { try alice.caseRow(second) }

        let all = try owner.events(of: .case(first)).map(\.details.text).joined()
        #expect(all.contains(#""old":"board""#) && all.contains("case \(second)"))
        #expect(try owner.links(ofCase: first).map(\.other) == [third])
        #expect(
            try owner.journal(ofEmail: id).first?.details["recipient"]?.string
                == "board@example.com")
    }

    @Test("An undone record's journal has the name that its mailbox knows")
    func undone() throws {
        let site = try Office()
        _ = try open(site, in: "board", as: "Jane Secret")
        let number = try open(site, in: "support", as: nil)
        let owner = try site.desk(of: .owner(name: "root"))
        let id = try #require(try owner.emailIDs(ofCase: number).first)
        _ = try owner.undo(recordOfEmail: id, at: Office.now)
        let journal = try site.desk("alice").journal(ofEmail: id).map(\.details.text).joined()
        #expect(journal.contains(Self.address) && !journal.contains("Secret"))
    }

    @Test("A list searches once for a contact's name, however much mail it has")
    func cost() throws {
        func pages(emails: Int) throws -> Int {
            let site = try Office()
            _ = try open(site, in: "board", as: "Jane Secret")
            for _ in 0..<50 { _ = try open(site, in: "support", as: nil) }
            try site.store.connection.execute(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
                INSERT INTO email (
                    mailbox_id, thread_id, direction, kind, received_at, from_name, from_address,
                    to_list, cc_list, subject, snippet, attachments, size, verified, message_key,
                    digest)
                SELECT mailbox_id, thread_id, 'in', 'personal', $2 + i, NULL, $3, '[]', '[]',
                    'Question', 'Good morning', 0, 3000, 1, i, x'00'
                FROM n JOIN email ON email.id = 2 + i % 50
                """, emails, Office.now, Self.address)
            let store = try Store.open(site.store.location)
            defer { store.connection.close() }
            let desk = try Desk(
                store: store, viewer: .user(name: "alice"), isMember: Office.isMember)
            var rows = 0
            try desk.forEachCase(mailbox: "support", page: Store.Page(limit: 50)) { row in
                #expect(row.contact?.name == nil)
                rows += 1
                return true
            }
            #expect(rows == 50)
            return store.connection.pagesRead
        }
        let (few, many) = (try pages(emails: 1_000), try pages(emails: 100_000))
        #expect(many <= 3 * few, "\(few) pages, then \(many)")
    }
}
