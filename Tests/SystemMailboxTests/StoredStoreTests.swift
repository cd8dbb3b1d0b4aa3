// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SQL
import Testing

@testable import SystemMailbox

/// Stores that earlier versions made: nothing that was in them may be lost on the way here.
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

    /// The stores, by the last step of their schema.
    static let steps = ["001-first-store"]

    /// A copy of the store whose last step this is.
    private func copy(of step: String) throws -> String {
        let fixture = try #require(
            Bundle.module.url(forResource: step, withExtension: "db", subdirectory: "Fixtures"))
        let copy = directory.appendingPathComponent("store.db")
        try FileManager.default.copyItem(at: fixture, to: copy)
        return copy.path
    }

    /// Everything that the script that made the stores put into them.
    private func expectEverything(in store: Store) throws {
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
        #expect(try store.emailIDs(caseNumber: 1) == [1, 2])
        #expect(try store.emailIDs(caseNumber: 2) == [5])
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
        #expect(try store.journal(emailID: 1).map(\.event) == ["delivered", "duplicate"])

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

    @Test(arguments: steps)
    func migrationKeepsEverything(step: String) throws {
        let path = try copy(of: step)
        var backups = 0
        let names = Migration.all.map(\.name)
        let last = try #require(names.firstIndex(of: step))
        let ran = try Store.migrate(path, now: 9) { _ in backups += 1 }
        #expect(ran == Array(names[(last + 1)...]))
        #expect(backups == (ran.isEmpty ? 0 : 1))
        let store = try Store.open(path)
        #expect(store.missingSteps == 0)
        try expectEverything(in: store)
        #expect(try store.connection.integrityProblems().isEmpty)
        let violations = try store.connection.all("PRAGMA foreign_key_check") { try $0.text(0) }
        #expect(violations.isEmpty)
        #expect(try Store.migrate(path, now: 10) { _ in backups += 1 } == [])
    }

    /// The schema after a migration is the one that a new store gets.
    @Test(arguments: steps)
    func migratedSchemaIsThatOfANewStore(step: String) throws {
        let path = try copy(of: step)
        _ = try Store.migrate(path, now: 9) { _ in }
        let new = try Store.create(at: path + ".new", now: 9)
        func schema(_ store: Store) throws -> [String] {
            try store.connection.all(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY sql"
            ) { try $0.text(0) }
        }
        #expect(try schema(Store.open(path)) == schema(new))
    }

    @Test(arguments: steps)
    func storeOneStepBehindOpensAndAnOlderOneDoesNot(step: String) throws {
        let path = try copy(of: step)
        let missing = Migration.all.count - 1 - (try #require(Self.steps.firstIndex(of: step)))
        if missing <= 1 {
            let store = try Store.open(path)
            #expect(store.missingSteps == missing)
            try expectEverything(in: store)
        } else {
            #expect(throws: StoreError.tooOld(step: step)) { try Store.open(path) }
        }
    }
}
