// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SQL
import SystemMailbox
import Testing

@testable import Store

/// Tests of stores that earlier versions created: migrations must not lose any of their contents.
@Suite final class StoredStoreTests {
    private let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("mailclerk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    /// The names of the stores: the last steps of their schemas.
    static let steps = ["001-first-store", "002-journey", "003-read-runs"]
    /// The new names of renamed tables, by their old names.
    static let renamedTables = ["arrival": "email_count"]

    /// Returns the path of a copy of the store whose schema ends with this step.
    private func copy(of step: String) throws -> String {
        let fixture = try #require(
            Bundle.module.url(forResource: step, withExtension: "db", subdirectory: "Fixtures"))
        let copy = directory.appendingPathComponent("store.db")
        try FileManager.default.copyItem(at: fixture, to: copy)
        return copy.path
    }

    /// Returns all rows of all tables as text, by the names of the tables.
    private func rows(of connection: Connection) throws -> [String: [String]] {
        let tables = try connection.all(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migration'"
        ) { try $0.text() }
        var found: [String: [String]] = [:]
        for table in tables where !table.hasPrefix("email_text") {
            let columns = try connection.all("SELECT name FROM pragma_table_info($1)", table) {
                "quote(\(try $0.text()))"
            }
            found[table] = try connection.all(
                "SELECT \(columns.joined(separator: " || ',' || ")) FROM \(table) ORDER BY 1"
            ) { try $0.text() }
        }
        return found
    }

    /// Checks that this version reads the contents of the first store.
    private func expectFirstStore(in store: Store) throws {
        let emails = try (1...5).map { try #require(try store.email(id: $0)) }
        #expect(try store.email(id: 6) == nil)
        #expect(
            emails.map(\.subject) == [
                "Broken lamp", "Re: Broken lamp", "Prices", "Away", "No light",
            ])
        #expect(emails.map(\.kind) == [.personal, .personal, .personal, .autoReply, .personal])
        #expect(emails.map(\.attachmentCount) == [0, 0, 1, 0, 0])
        let seconds = emails.map { ($0.receivedAt - 1_790_000_000_000_000) / 1_000_000 }
        #expect(seconds == [1, 3, 4, 5, 6])
        #expect(
            emails.map(\.envelopeSender) == [
                "ada@customer.example", "ada@customer.example", "grace@other.example", "",
                "bob@customer.example",
            ])
        #expect(emails[0].from == Person(name: "Ada Lovelace", address: "ada@customer.example"))
        #expect(emails[2].snippet == "How much is it, sérieusement?")
        #expect(try store.emailIDs(threadID: emails[0].threadID) == [1, 2])
        #expect(
            try store.emails(mailboxID: emails[0].mailboxID, messageKey: emails[0].messageKey)
                .map(\.id) == [1])
        for email in emails {
            let raw = try #require(try store.raw(emailID: email.id))
            #expect(raw.count == Int(email.size))
        }
        #expect(try store.raw(emailID: 4)?.suffix(13) == Array("I am away.".utf8) + [0, 255, 10])

        let record = try #require(try store.caseRecord(number: 1))
        #expect(record.subject == "Broken lamp")
        #expect(record.description == "It is dark here.")
        #expect(record.assignedTo == "bob")
        #expect(record.tags == ["email"])
        #expect(try store.emailIDs(of: .case(1)) == [1, 2])
        #expect(try store.emailIDs(of: .case(2)) == [5])
        #expect(try store.lead(number: 1)?.email == "grace@other.example")
        let contact = try #require(try record.contactID.flatMap { try store.contact(id: $0) })
        #expect(contact.name == "Ada Lovelace")

        let replies = try (1...2).map { try #require(try store.outboxEntry(id: $0)) }
        #expect(replies.map(\.state) == [.sent, .due])
        #expect(replies.map(\.recipient) == ["ada@customer.example", "bob@customer.example"])
        #expect(replies[1].lastError?.hasSuffix("ended with status 75") == true)
        #expect(
            String(decoding: replies[0].message, as: UTF8.self).contains(
                "Dear Ada, this is case 1. Example Ltd"))
        #expect(try store.journal(emailID: 1).map(\.event.rawValue) == ["delivered", "duplicate"])

        let settings = try #require(try store.currentSettings())
        #expect(settings.mailboxes.map(\.name) == ["archive", "sales", "support"])
        #expect(settings.defaultMailbox == "archive")
        #expect(settings.roles == ["support-agent": ["alice", "bob"]])
        #expect(
            settings.mailboxes[2].access == [
                AccessGrant(level: .reply, holder: .role("support-agent"))
            ])
        #expect(
            try store.settingsFiles(version: 1).map(\.path) == [
                "mailclerk.toml", "templates/acknowledge/en.txt",
            ])
    }

    /// Checks the contents of the later stores.
    private func expectJourney(in store: Store) throws {
        #expect(try store.caseRecord(number: 1)?.priority == "high")
        #expect(try store.events(of: .case(1)).map(\.kind) == [.set, .note])
        #expect(try store.emailIDs(of: .case(1)) == [1, 2, 3, 7, 8, 9, 10, 14, 15])
        #expect(try store.links(ofCase: 4).map(\.other) == [5])
        #expect(try store.programRecord(threadID: 8)?.number == "T-17")
        #expect(try store.waitingReplies(threadID: 9).map(\.template) == ["order"])
        #expect(try store.undoer(ofThread: 4) == "alice")
        #expect(try store.mark(ofEmail: 11) == .spam)
        #expect(try store.emailRow(id: 1, in: [4], seenBy: "alice")?.isSeen == true)
        let dora = try #require(try store.thread(id: 1))
        #expect(try store.isParticipant("dora@customer.example", in: dora))
        #expect(try store.currentThread(id: 5)?.id == 1)
        let last = try #require(try store.outboxEntry(id: 5))
        #expect(last.correspondent == "carl10@customer.example")
        #expect(try store.hasUnindexedEmails(moreThan: 0) == false)
    }

    private func expectEverything(of step: String, in store: Store) throws {
        switch step {
        case "001-first-store": try expectFirstStore(in: store)
        default: try expectJourney(in: store)
        }
    }

    @Test(arguments: steps)
    func migrationKeepsEverything(step: String) throws {
        let path = try copy(of: step)
        let old = try Connection(path: path, access: .readWrite)
        let before = try rows(of: old)
        old.close()
        #expect(before.count > 20)
        var backups: [String] = []
        let names = Migration.all.map(\.name)
        let last = try #require(names.firstIndex(of: step))
        let ran = try Store.migrate(.file(path), now: 9) { _, step in backups.append(step) }
        #expect(ran == Array(names[(last + 1)...]))
        #expect(backups == Array(ran.prefix(1)))
        let store = try Store.open(.file(path))
        #expect(store.missingSteps == 0)
        let after = try rows(of: store.connection)
        for (table, rows) in before {
            #expect(after[Self.renamedTables[table] ?? table] == rows, "\(table)")
        }
        try expectEverything(of: step, in: store)
        #expect(try store.connection.file?.integrityProblems(isThorough: true) == [])
        let violations = try store.connection.all("PRAGMA foreign_key_check") { try $0.text() }
        #expect(violations.isEmpty)
        #expect(try Store.migrate(.file(path), now: 10) { _, _ in Issue.record("a backup") } == [])
    }

    /// A migrated store has the same schema as a new store.
    @Test(arguments: steps)
    func migratedSchemaEqualsThatOfANewStore(step: String) throws {
        let path = try copy(of: step)
        _ = try Store.migrate(.file(path), now: 9) { _, _ in }
        let new = try Store.create(at: .file(path + ".new"), now: 9)
        func schema(_ store: Store) throws -> [String] {
            try store.connection.all(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY sql"
            ) { try $0.text() }
        }
        #expect(try schema(Store.open(.file(path))) == schema(new))
    }

    @Test(arguments: steps)
    func storeOneStepBehindOpensAndAnOlderStoreDoesNot(step: String) throws {
        let path = try copy(of: step)
        let missing = Migration.all.count - 1 - (try #require(Self.steps.firstIndex(of: step)))
        if missing <= 1 {
            let store = try Store.open(.file(path))
            #expect(store.missingSteps == missing)
            try expectEverything(of: step, in: store)
        } else {
            #expect(throws: StoreError.tooOld(step: step)) { try Store.open(.file(path)) }
        }
    }

    /// With the old name of the table of counts, mail is stored and listed, and the counts are
    /// correct after a later migration.
    @Test func storeWithTheOldNameOfCountsWorksAndKeepsItsCounts() throws {
        let path = try copy(of: "003-read-runs")
        let store = try Store.open(.file(path))
        let support = try #require(try store.mailbox(named: "support")).id
        let before = try store.listedIDs(of: support)
        try store.writeInTurn {
            for second in Int64(0)..<1_200 {
                var email = Email(mailboxID: support, receivedAt: 1_800_000_000_000_000 + second)
                email.threadID = try store.insertThread(mailboxID: support)
                _ = try store.insert(email, raw: [])
            }
        }
        try store.divideEmailCounts()
        try store.gatherReadRanges()
        let listed = try store.listedIDs(of: support)
        #expect(listed.count == before.count + 1_200)
        #expect(try store.listedIDs(of: support, offset: 1_100) == Array(listed.dropFirst(1_100)))
        try store.connection.transaction(.write) {
            _ = try store.erase(emailIDs: [listed[0]])
        }
        try store.tidyAfterErasing()
        #expect(
            try store.connection.all("SELECT name FROM sqlite_schema WHERE name = 'email_count'") {
                try $0.text()
            } == [])
        _ = try Store.migrate(.file(path), now: 9) { _, _ in }
        let new = try Store.open(.file(path))
        #expect(new.hasCurrentSchema)
        let counted = try new.connection.first(
            "SELECT sum(emails) FROM email_count WHERE mailbox_id = $1", support
        ) { try $0.int() }
        #expect(counted == Int64(listed.count - 1))
        try new.divideEmailCounts()
        #expect(
            try new.listedIDs(of: support, offset: 1_100)
                == Array(listed.dropFirst().dropFirst(1_100)))
    }
}

extension Store {
    /// Returns the IDs of the list of a mailbox, from an offset on.
    fileprivate func listedIDs(of mailboxID: Int64, offset: Int = 0) throws -> [Int64] {
        var ids: [Int64] = []
        try forEachEmail(
            in: [mailboxID], seenBy: "root", filter: EmailFilter(), order: .date,
            page: Page(limit: nil, offset: offset)
        ) { row in
            ids.append(row.email.id)
            return true
        }
        return ids
    }
}
