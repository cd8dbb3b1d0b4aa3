// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox
import TestSupport
import Testing

/// `undo`, and what follows from it.
@Suite struct UndoTests {
    /// A site where alice may manage the mailbox support, bob may read it.
    private func office(answers: Bool = false) throws -> Site {
        try Site { settings in
            if !answers { settings.mailboxes[2].rules = [] }
            settings.mailboxes[2].access = [
                AccessGrant(level: .manage, holder: .user("alice")),
                AccessGrant(level: .read, holder: .user("bob")),
            ]
        }
    }

    private let followUp = letter("2", head: "In-Reply-To: <1@customer.example>\n")

    @Test func caseIsGoneAndItsNumberIsNeverUsedAgain() throws {
        let site = try office()
        try site.deliver()
        let undone = try site.object(["undo", "1", "--as", "alice"])
        let record = try #require(undone["case"] as? [String: Any])
        #expect(record["number"] as? Int == 1)
        #expect(record["description"] as? String == "It is dark here.")
        #expect(undone["emails"] as? [Int] == [1])
        #expect(try site.control(["case", "1"]).status == 67)
        #expect(try site.objects(["cases"]).isEmpty)
        #expect(try site.objects(["emails"]).map { $0["id"] as? Int } == [1])
        try site.deliver(letter("9"))
        #expect(try site.caseNumbers() == [2])
    }

    @Test func journalKeepsTheWholeRecordAndWhoUndidIt() throws {
        let site = try office()
        try site.deliver()
        #expect(try site.control(["undo", "1", "--as", "alice"]).status == 0)
        let entry = try #require(try site.objects(["journal", "1"]).last)
        #expect(entry["event"] as? String == "undone")
        let details = try #require(entry["details"] as? [String: Any])
        #expect(details["by"] as? String == "alice")
        let record = try #require(details["case"] as? [String: Any])
        #expect(record["subject"] as? String == "Broken lamp")
        let contact = try #require(record["contact"] as? [String: Any])
        #expect(contact["address"] as? String == "ada@customer.example")
    }

    @Test func journalKeepsWhatPeopleNoted() throws {
        let site = try office()
        try site.deliver()
        #expect(try site.control(["case", "1", "note"], input: "A hoax.\n").status == 0)
        #expect(try site.control(["undo", "1"]).status == 0)
        let entry = try #require(try site.objects(["journal", "1"]).last)
        let details = try #require(entry["details"] as? [String: Any])
        let history = try #require(details["history"] as? [[String: Any]])
        #expect(history.map { $0["event"] as? String } == ["note"])
        #expect((history[0]["details"] as? [String: Any])?["text"] as? String == "A hoax.")
        let left = try site.query { store in
            try store.connection.first("SELECT count(*) FROM record_event") { try $0.int() }
        }
        #expect(left == 0)
    }

    @Test func leadIsUndoneToo() throws {
        let site = try office()
        try site.deliver(letter(), ["-f", "ada@customer.example", "sales@example.com"])
        let undone = try site.object(["undo", "1"])
        #expect((undone["lead"] as? [String: Any])?["first_name"] as? String == "Ada")
        #expect(try site.objects(["leads"]).isEmpty)
        #expect(try site.control(["lead", "1"]).status == 67)
    }

    @Test func followUpMakesNoRecordAgain() throws {
        let site = try office()
        try site.deliver()
        #expect(try site.control(["undo", "1"]).status == 0)
        try site.deliver(followUp)
        #expect(try site.caseNumbers() == [])
        #expect(try site.objects(["thread", "1"]).count == 2)
        let verdict = try #require(
            try site.objects(["journal", "2"]).first?["details"] as? [String: Any])
        let action = try #require(verdict["action"] as? [String: Any])
        #expect(action["will"] as? String == "none")
        let name = try #require(try Account.current?.name)
        #expect(action["why"] as? String == "its record was undone by \(name)")
    }

    @Test func followUpOfACaseTakesItsWholeThread() throws {
        let site = try office()
        try site.deliver()
        try site.deliver(followUp)
        #expect(try site.object(["undo", "2"])["emails"] as? [Int] == [1, 2])
        #expect(try site.caseNumbers() == [])
    }

    @Test func replyThatNamesTheCaseAndIsStillDueIsCancelled() throws {
        let site = try office(answers: true)
        try site.sendmail.become("exit 75")
        try site.deliver()
        try site.deliver(letter("2"))
        #expect(try site.object(["undo", "1"])["cancelled"] as? [Int] == [1])
        #expect(try site.outbox().map(\.state) == [.failed, .due])
        #expect(try site.outbox()[0].lastError?.hasPrefix("cancelled by") == true)
    }

    @Test func replyThatWasSentStaysSent() throws {
        let site = try office(answers: true)
        try site.deliver()
        #expect(try site.object(["undo", "1"])["cancelled"] as? [Int] == [])
        #expect(try site.outbox().map(\.state) == [.sent])
    }

    @Test func explicitWishMakesANewRecord() throws {
        let site = try office()
        try site.deliver()
        #expect(try site.control(["undo", "1"]).status == 0)
        #expect(try site.control(["replay", "--since", "1d", "--act"]).status == 0)
        #expect(try site.caseNumbers() == [])
        #expect(try site.control(["replay", "--id", "1", "--act"]).status == 0)
        #expect(try site.caseNumbers() == [2])
        try site.deliver(followUp)
        #expect(try site.caseNumbers() == [2])
        #expect(try site.object(["case", "2"])["emails"] as? [Int] == [1, 2])
    }

    /// Of each: who asks, and what the answer is.
    @Test(arguments: [("alice", Int32(0)), ("bob", 77), ("eve", 67)])
    func takesTheLevelManage(user: String, status: Int32) throws {
        let site = try office()
        try site.deliver()
        let outcome = try site.control(["undo", "1", "--as", user])
        #expect(outcome.status == status)
        #expect(try site.caseNumbers() == (status == 0 ? [] : [1]))
        if user == "bob" { #expect(outcome.error.contains("requires manage access")) }
        if user == "eve" { #expect(outcome.error.contains("no such email: 1 ")) }
    }

    @Test func emailWithoutARecordIs67() throws {
        let site = try office()
        try site.deliver(letter(), ["-f", "ada@customer.example", "archive@example.com"])
        #expect(try site.control(["undo", "1"]).status == 67)
        #expect(try site.control(["undo", "7"]).status == 67)
    }
}
