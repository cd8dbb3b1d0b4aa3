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
    static let steps = ["001-first-store", "002-journey", "003-read-runs", "004-email-counts"]
    /// The new names of renamed tables, by their old names.
    static let renamedTables = ["arrival": "email_count"]
    /// Tables that a step dropped because nothing needs them.
    static let droppedTables = ["muted"]

    /// Returns the path of a copy of the store whose schema ends with this step.
    private func copy(of step: String) throws -> String {
        let fixture = try #require(
            Bundle.module.url(forResource: step, withExtension: "db", subdirectory: "Fixtures"))
        let copy = directory.appendingPathComponent("store.db")
        try FileManager.default.copyItem(at: fixture, to: copy)
        return copy.path
    }

    /// Returns the columns of all tables except the full-text index, by the names of the tables.
    private func columns(of connection: Connection) throws -> [String: [String]] {
        let tables = try connection.all(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migration'"
        ) { try $0.text() }
        var found: [String: [String]] = [:]
        for table in tables where !table.hasPrefix("email_text") {
            found[table] = try connection.all("SELECT name FROM pragma_table_info($1)", table) {
                try $0.text()
            }
        }
        return found
    }

    /// Returns all rows of a table as text.
    private func rows(
        _ table: String, _ columns: [String], of connection: Connection
    ) throws -> [String] {
        let quoted = columns.map { "quote(\($0))" }.joined(separator: " || ',' || ")
        return try connection.all("SELECT \(quoted) FROM \(table) ORDER BY 1") { try $0.text() }
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
        // The last step empties the full-text index.
        #expect(try store.hasUnindexedEmails(moreThan: 0) == store.hasCurrentSchema)
        _ = try store.updateSearchIndex()
        #expect(try store.hasUnindexedEmails(moreThan: 0) == false)
    }

    /// Returns the IDs of the emails that a search finds.
    private func found(_ query: String, in store: Store) throws -> [Int64] {
        var filter = Store.EmailFilter()
        filter.search = try SearchQuery(query) { _ in nil }
        var ids: [Int64] = []
        try store.forEachEmail(in: [1, 2, 3, 4], seenBy: "alice", filter: filter) { row in
            ids.append(row.email.id)
            return true
        }
        return ids
    }

    /// Mail indexed by an earlier version is found in the form of this one after the migration.
    @Test func searchIndexIsFilledAgain() throws {
        let path = try copy(of: "004-email-counts")
        let old = try Store.open(.file(path))
        try old.connection.transaction(.write) {
            try old.connection.execute("UPDATE email SET subject = 'Hauptstraße कि' WHERE id = 1")
            try old.connection.execute("DELETE FROM email_text")
        }
        let count = try old.updateSearchIndex()
        let lamps = try found("lamp", in: old)
        #expect(!lamps.isEmpty)
        #expect(try found("की", in: old) == [1])
        old.connection.close()
        _ = try Store.migrate(.file(path), now: 9) { _, _ in }
        let store = try Store.open(.file(path))
        #expect(try found("lamp", in: store) == [])
        #expect(try store.updateSearchIndex(atMost: 3) == 3)
        #expect(try store.updateSearchIndex() == count - 3)
        #expect(try found("lamp", in: store) == lamps)
        #expect(try found("HAUPTSTRASSE", in: store) == [1])
        #expect(try found("कि", in: store) == [1])
        #expect(try found("की", in: store) == [])
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
        let columns = try columns(of: old)
        var before: [String: [String]] = [:]
        for (table, names) in columns where !Self.droppedTables.contains(table) {
            before[table] = try rows(table, names, of: old)
        }
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
        for (table, expected) in before {
            let kept = try rows(
                Self.renamedTables[table] ?? table, columns[table] ?? [], of: store.connection)
            #expect(kept == expected, "\(table)")
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

    /// Without the columns of the last step, the two settings have their defaults; new settings
    /// cannot be stored.
    @Test func storeOfThePreviousSchemaHasTheDefaultsOfNewSettings() throws {
        let path = try copy(of: "004-email-counts")
        let store = try Store.open(.file(path))
        let settings = try #require(try store.currentSettings())
        #expect(settings.replies.limit.count == 2)
        #expect(settings.replies.dailyLimit == RateLimit(count: 10, within: 86_400_000_000))
        #expect(settings.replies.totalLimit.count == 4)
        #expect(settings.mailboxes.map(\.hasCcParticipants) == [true, true, true, true])
        #expect(settings.mailboxes.map(\.action.kind) == [.none, .program("erp"), .lead, .case])
        #expect(throws: StoreError.tooOld(step: "004-email-counts")) {
            try store.replaceSettings(
                settings, files: [], scope: .all, by: "root", host: "a", summary: "", at: 9)
        }
        _ = try Store.migrate(.file(path), now: 9) { _, _ in }
        let migrated = try Store.open(.file(path))
        #expect(try migrated.currentSettings() == settings)
        var changed = settings
        changed.replies.dailyLimit = RateLimit(count: 3, within: 60_000_000)
        changed.mailboxes[3].hasCcParticipants = false
        _ = try migrated.replaceSettings(
            changed, files: [], scope: .all, by: "root", host: "a", summary: "", at: 9)
        #expect(try migrated.currentSettings() == changed)
    }
}
