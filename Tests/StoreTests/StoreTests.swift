// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SQL
import SystemMailbox
import Testing

@testable import Store

@Suite final class StoreTests {
    private let directory: URL
    private var path: String { directory.appendingPathComponent("store.db").path }

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appendingPathComponent("mailclerk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    private var settings: Settings {
        var settings = Settings()
        settings.recipientDelimiter = "-"
        settings.defaultMailbox = "support"
        settings.replies.sendmail = ["/usr/sbin/sendmail", "-i", "-x"]
        settings.replies.limit = RateLimit(count: 3, within: 60_000_000)
        settings.replies.unauthenticated = .hold
        settings.replies.spam = ["X-Spam-Flag: YES"]
        settings.roles = ["agents": ["alice", "%helpdesk"], "nobody": []]
        var alice = User(name: "alice")
        alice.fullName = "Alice Ames"
        alice.address = "alice@example.com"
        settings.users = [alice]
        var mailbox = MailboxSettings(
            name: "support", label: "Support", address: "support@example.com")
        mailbox.aliases = ["help@example.com", "*@help.example.com"]
        mailbox.convertKinds = [.bounce]
        mailbox.forms = ["form@example.com"]
        mailbox.isShadow = true
        mailbox.reopen = .leave
        mailbox.action.kind = .case
        mailbox.action.tags = ["a", "b"]
        mailbox.access = [
            AccessGrant(level: .read, holder: .role("agents")),
            AccessGrant(level: .manage, holder: .user("carol")),
        ]
        var rule = AutoResponseRule(name: "Acknowledge", template: "ack")
        rule.on = [.new, .followUp]
        rule.oncePer = 5
        rule.condition = .none([])
        mailbox.rules = [rule, AutoResponseRule(name: "Other", template: "ack")]
        settings.mailboxes = [mailbox]
        var erp = ActionProgram(name: "erp", command: ["/usr/local/bin/erp", "-x"])
        erp.timeout = 5_000_000
        settings.programs = [erp]
        settings.organization = ["name": "Example", "phone": "1"]
        settings.templates = [
            TemplateSource(
                purpose: .reply, name: "ack", language: "en", form: .text,
                fields: [.init(name: "Subject", value: "Hi")], body: "Hello")
        ]
        return settings
    }

    @discardableResult
    private func apply(_ settings: Settings, to store: Store) throws -> SettingsVersion {
        try store.replaceSettings(
            settings, files: [SettingsFile(path: "mailclerk.toml", contents: "x = 1")],
            scope: .all, by: "root", host: "mx", summary: "first", at: 7)
    }

    @Test func mailboxKeepsTheNameOfItsProgram() throws {
        let store = try Store.create(at: .file(path), now: 1)
        var settings = settings
        settings.mailboxes[0].action.kind = .program("erp")
        try apply(settings, to: store)
        #expect(try store.currentSettings() == settings)
        #expect(try store.mailbox(named: "support")?.action.kind == .program("erp"))
        #expect(try store.program(named: "erp") == settings.programs[0])
        #expect(try store.program(named: "other") == nil)
        settings.programs = []
        try apply(settings, to: store)
        #expect(try store.program(named: "erp") == nil)
    }

    @Test func appliedSettingsAreReadBackUnchanged() throws {
        let store = try Store.create(at: .file(path), now: 1)
        #expect(try store.currentSettings() == nil)
        let version = try apply(settings, to: store)
        #expect(version.number == 1)
        #expect(try store.currentSettings() == settings)
        #expect(try store.settingsHistory(limit: nil, offset: 0) == [version])
        #expect(
            try store.settingsFiles(version: 1) == [
                SettingsFile(path: "mailclerk.toml", contents: "x = 1")
            ])
    }

    @Test func removedMailboxIsArchivedAndCanReturn() throws {
        let store = try Store.create(at: .file(path), now: 1)
        try apply(settings, to: store)
        let id = try store.mailbox(named: "support")?.id
        try apply(Settings(), to: store)
        #expect(try store.mailbox(named: "support") == nil)
        #expect(try store.mailboxes(isArchived: true).map(\.name) == ["support"])
        #expect(
            try store.formerAddresses() == [
                "*@help.example.com", "help@example.com", "support@example.com",
            ])
        #expect(try store.match(addressForms: ["support@example.com"]) == .former)
        try apply(settings, to: store)
        #expect(try store.mailbox(named: "support")?.id == id)
        #expect(try store.formerAddresses().isEmpty)
    }

    @Test func renamedMailboxKeepsItsKey() throws {
        let store = try Store.create(at: .file(path), now: 1)
        try apply(settings, to: store)
        let id = try store.mailbox(named: "support")?.id
        var renamed = settings
        renamed.defaultMailbox = nil
        renamed.mailboxes[0].name = "helpdesk"
        renamed.mailboxes[0].renamedFrom = "support"
        try apply(renamed, to: store)
        #expect(try store.mailbox(named: "helpdesk")?.id == id)
        #expect(try store.mailboxes(isArchived: nil).count == 1)
    }

    @Test func accessScopeChangesOnlyAccess() throws {
        let store = try Store.create(at: .file(path), now: 1)
        try apply(settings, to: store)
        var changed = settings
        changed.mailboxes[0].access = []
        changed.mailboxes[0].label = "Changed"
        changed.roles = [:]
        _ = try store.replaceSettings(
            changed, files: [], scope: .access, by: "root", host: "mx", summary: "", at: 8)
        let current = try #require(try store.currentSettings())
        #expect(current.mailboxes[0].access.isEmpty)
        #expect(current.mailboxes[0].label == "Support")
        #expect(current.roles.isEmpty)
        #expect(current.templates.count == 1)
    }

    @Test func onlyStoresWithAKnownSchemaOpen() throws {
        #expect(throws: StoreError.missing(path: path)) { try Store.open(.file(path)) }
        let store = try Store.create(at: .file(path), now: 1)
        #expect(throws: StoreError.exists(path: path)) { try Store.create(at: .file(path), now: 1) }
        try store.connection.execute(
            "INSERT INTO migration (name, applied_at) VALUES ('999-from-the-future', 1)")
        #expect(throws: StoreError.tooNew(step: "999-from-the-future")) {
            try Store.open(.file(path))
        }
        let other = directory.appendingPathComponent("other.db").path
        let connection = try Connection(path: other, access: .create)
        try connection.execute("CREATE TABLE x (y BIGINT)")
        #expect(throws: StoreError.notAStore(path: other)) { try Store.open(.file(other)) }
    }

    @Test func largeMessageIsStoredInChunksByteForByte() throws {
        let store = try Store.create(at: .file(path), now: 1)
        try apply(settings, to: store)
        let mailboxID = try #require(try store.mailbox(named: "support")?.id)
        for size in [0, 1, 262_144, 262_145, 1_000_000] {
            let raw = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let thread = try store.insertThread(
                mailboxID: mailboxID)
            var email = Email(mailboxID: mailboxID, receivedAt: 1)
            email.threadID = thread
            let id = try store.insert(email, raw: raw)
            #expect(try store.raw(emailID: id) == raw)
        }
        #expect(try store.raw(emailID: 99) == nil)
    }

    @Test func outboxEntryIsTakenByOneSender() throws {
        let store = try Store.create(at: .file(path), now: 1)
        try apply(settings, to: store)
        let mailboxID = try #require(try store.mailbox(named: "support")?.id)
        let thread = try store.insertThread(mailboxID: mailboxID)
        var email = Email(mailboxID: mailboxID, receivedAt: 1)
        email.threadID = thread
        let emailID = try store.insert(email, raw: [])
        let new = OutboxEntry(
            emailID: emailID, mailboxID: mailboxID, kind: .autoResponse, recipient: "a@b.example",
            sender: "", correspondent: "a@b.example", rule: "r", messageID: "m@x", message: [65],
            at: 100)
        let id = try store.insert(new)
        func claim(_ now: Int64, _ store: Store) throws -> OutboxEntry? {
            try store.claimOutboxEntry(now: now, leaseUntil: now + 60, expiry: 1000)
        }
        #expect(try claim(99, store) == nil)
        var other: Store? = try Store.open(.file(path))
        #expect(try claim(100, #require(other))?.attempts == 1)
        #expect(try claim(101, store) == nil)
        // The holder exits: its lock is released, even before its lease ends.
        other = nil
        #expect(try claim(102, store)?.attempts == 2)
        func note(_ event: JournalEntry.Event, at time: Int64) -> JournalEntry {
            JournalEntry(
                emailID: emailID, mailboxID: mailboxID, at: time, event: event, details: [])
        }
        func entry(_ id: Int64) throws -> OutboxEntry {
            try #require(try store.outboxEntry(id: id))
        }
        try store.markFailed(
            entry(id), error: "no", nextAttemptAt: 500, note(.sendFailed, at: 102))
        #expect(try claim(499, store) == nil)
        #expect(try claim(500, store)?.lastError == "no")
        for _ in 0..<2 {
            try store.markSent(entry(id), note(.sent, at: 501)) {
                var copy = email
                copy.direction = .out
                copy.messageID = "m@x"
                copy.messageKey = MessageKey.of(messageID: "m@x")
                return copy
            }
        }
        #expect(try store.emailIDs(threadID: thread).count == 2)
        #expect(
            try store.journal(emailID: emailID).map(\.event.rawValue) == [
                "send-failed", "sent", "sent",
            ])
        #expect(try claim(10_000, store) == nil)
        #expect(try store.outboxEntry(id: id)?.state == .sent)
        let late = try store.insert(new)
        #expect(try claim(1101, store) == nil)
        #expect(try store.outboxEntry(id: late)?.state == .expired)
        var own = new
        own.state = .sending
        let held = try store.insert(own)
        let third = try Store.open(.file(path))
        #expect(try claim(200, third) == nil)
        try store.markFailed(
            entry(held), error: "no", nextAttemptAt: 200, note(.sendFailed, at: 200))
        #expect(try claim(200, third)?.id == held)
        try third.markFailed(
            entry(held), error: "never", nextAttemptAt: nil, note(.sendFailed, at: 201))
        #expect(try entry(held).state == .failed)
        #expect(try claim(100_000, third) == nil)
    }

    @Test func totalLimitComparesTheTimeOfTheNthLastReply() throws {
        let store = try Store.create(at: .file(path), now: 1)
        try apply(settings, to: store)
        let mailboxID = try #require(try store.mailbox(named: "support")?.id)
        let thread = try store.insertThread(mailboxID: mailboxID)
        var email = Email(mailboxID: mailboxID, receivedAt: 1)
        email.threadID = thread
        let emailID = try store.insert(email, raw: [])
        for time in Int64(1)...3 {
            _ = try store.insert(
                OutboxEntry(
                    emailID: emailID, mailboxID: mailboxID, kind: .autoResponse, recipient: "a@b",
                    sender: "", correspondent: "a@b", rule: nil, messageID: "m", message: [],
                    at: time))
        }
        #expect(try store.hasAnswered(mailboxID: mailboxID, count: 3, since: 0))
        #expect(try !store.hasAnswered(mailboxID: mailboxID, count: 3, since: 1))
        #expect(try !store.hasAnswered(mailboxID: mailboxID, count: 4, since: 0))
        #expect(try store.hasAnswered(mailboxID: mailboxID, count: 1, since: 2))
    }
}
