// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

@testable import Desk

@Suite struct AccessTests {
    @Test(
        arguments: [
            ("alice", ["support": AccessLevel.read]),
            ("gus", ["support": .read]),
            ("carol", ["sales": .read, "support": .reply]),
            ("dora", ["support": .manage]),
            ("eve", [:]), ("agents", [:]), ("helpdesk", [:]), ("%helpdesk", [:]), ("", [:]),
        ] as [(String, [String: AccessLevel])])
    func `a user has the highest level that name, role or group grants, otherwise none`(
        user: String, expected: [String: AccessLevel]
    ) throws {
        let overviews = try Office().desk(user).mailboxes()
        let levels = Dictionary(uniqueKeysWithValues: overviews.map { ($0.mailbox.name, $0.level) })
        #expect(levels == expected)
    }

    @Test func `the owner manages every mailbox`() throws {
        let overviews = try Office().desk(of: .owner(name: "root")).mailboxes()
        #expect(overviews.map(\.mailbox.name) == ["board", "sales", "support"])
        #expect(overviews.allSatisfy { $0.level == .manage })
    }

    @Test func `each level permits its operations, and no level permits none`() {
        func permissions(_ level: AccessLevel) -> [Permission] {
            Permission.allCases.filter { $0.level == level }
        }
        #expect(permissions(.read) == [.see])
        #expect(permissions(.reply) == [.reply, .forward, .convert, .set, .note, .mark])
        #expect(permissions(.manage) == [.merge, .split, .undo, .move, .export])
    }

    @Test func `each level includes the ones before it, and no more`() throws {
        let site = try Office()
        let support = try #require(try site.store.mailbox(named: "support")).id
        let board = try #require(try site.store.mailbox(named: "board")).id
        let permitted = { (user: String, mailbox: Int64) in
            let access = try site.desk(user).access
            return Permission.allCases.filter { access.permits($0, in: mailbox) }
        }
        #expect(try permitted("alice", support) == [.see])
        #expect(
            try permitted("carol", support)
                == Permission.allCases.filter { $0.level <= .reply })
        #expect(try permitted("dora", support) == Permission.allCases)
        #expect(try permitted("eve", support) == [])
        #expect(try permitted("dora", board) == [])
        #expect(try permitted("dora", 4711) == [])
    }

    @Test func `invisible and missing data give the same error`() throws {
        let site = try Office()
        let email = try site.add(to: "board")
        let (number, _) = try site.openCase(in: "board")
        let lead = try site.openLead(in: "board")
        for user in ["alice", "eve"] {
            let desk = try site.desk(user)
            #expect(throws: DeskError.noSuchMailbox("board")) { try desk.emailIDs("board") }
            #expect(throws: DeskError.noSuchMailbox("nowhere")) { try desk.emailIDs("nowhere") }
            #expect(throws: DeskError.noSuchMailbox("board")) { try desk.caseNumbers("board") }
            #expect(throws: DeskError.noSuchEmail(email)) { try desk.openedEmail(email) }
            #expect(throws: DeskError.noSuchEmail(email)) { try desk.raw(email) }
            #expect(throws: DeskError.noSuchEmail(email)) { try desk.thread(ofEmail: email) }
            #expect(throws: DeskError.noSuchEmail(email)) { try desk.journal(ofEmail: email) }
            #expect(throws: DeskError.noSuchEmail(email)) {
                try desk.mark([email], asRead: true, at: Office.now)
            }
            #expect(throws: DeskError.noSuchCase(number)) { try desk.caseRow(number) }
            #expect(throws: DeskError.noSuchLead(lead)) { try desk.leadRow(lead) }
            #expect(try desk.emailIDs() == [])
            #expect(try desk.caseNumbers() == [])
            #expect(try desk.emailIDs(ofCase: number) == [])
        }
        let unlike = DeskError.noSuchMailbox("board").description
        #expect(
            unlike.replacing("board", with: "nowhere") == "\(DeskError.noSuchMailbox("nowhere"))")
    }

    @Test func `an archived mailbox stays readable for those who could read it`() throws {
        let site = try Office()
        let email = try site.add(to: "sales")
        var settings = Office.settings
        settings.mailboxes.removeAll { $0.name == "sales" }
        try Office.apply(settings, to: site.store)
        #expect(try site.desk("carol").emailIDs("sales") == [email])
        #expect(try site.desk("carol").mailboxes().last?.mailbox.isArchived == true)
        #expect(throws: DeskError.noSuchMailbox("sales")) {
            try site.desk("alice").emailIDs("sales")
        }
    }

    @Test func `revoked access ends with the next request`() throws {
        let site = try Office()
        try site.add(to: "support")
        #expect(try site.desk("alice").emailIDs().count == 1)
        var settings = Office.settings
        settings.roles["agents"] = ["%helpdesk"]
        try Office.apply(settings, to: site.store)
        #expect(try site.desk("alice").emailIDs().isEmpty)
    }
}
