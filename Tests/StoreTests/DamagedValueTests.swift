// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SQL
import SystemMailbox
import Testing

@testable import Store

/// An invalid value in the store, and a function that reads it.
struct DamagedValue: Sendable, CustomTestStringConvertible {
    let column: String
    let value: String
    let read: @Sendable (Store) throws -> Void

    init(
        _ column: String, _ value: String = "unheard-of",
        _ read: @escaping @Sendable (Store) throws -> Void
    ) {
        self.column = column
        self.value = value
        self.read = read
    }

    var testDescription: String { "\(column) = \(value)" }

    static let all: [DamagedValue] = [
        .init("email.direction") { _ = try $0.email(id: 1) },
        .init("email.kind") { _ = try $0.email(id: 1) },
        .init("email.to_list", "[1]") { _ = try $0.email(id: 1) },
        .init("email.cc_list", "no list") { _ = try $0.email(id: 1) },
        .init("email.direction") {
            _ = try $0.unseenEmails(threadID: 1, after: 0, by: "alice")
        },
        .init("email_mark.mark") { _ = try $0.mark(ofEmail: 1) },
        .init("outbox.kind") { _ = try $0.outboxEntry(id: 1) },
        .init("outbox.state") { _ = try $0.outboxEntry(id: 1) },
        .init("outbox.kind") { _ = try $0.outboxRow(id: 1) },
        .init("outbox.state") { _ = try $0.outboxRow(id: 1) },
        .init("outbox.kind") { _ = try $0.outboxKind(mailboxID: 1, messageID: "m@x") },
        .init("outbox.state") { _ = try $0.outboxSummary(now: 9) },
        .init("outbox.state") { _ = try $0.outboxCounts() },
        .init("journal.event") { _ = try $0.journal(emailID: 1) },
        .init("journal.details", "{") { _ = try $0.journal(emailID: 1) },
        .init("cases.tags", "a") { _ = try $0.caseRecord(number: 1) },
        .init("case_link.relation") { _ = try $0.links(ofCase: 1) },
        .init("record_event.event") { _ = try $0.events(of: .case(1)) },
        .init("record_event.details", "{") { _ = try $0.events(of: .case(1)) },
        .init("program_record.fields", "{") { _ = try $0.programRecord(threadID: 1) },
        .init("mailbox.notify") { _ = try $0.mailbox(id: 1) },
        .init("mailbox.reopen") { _ = try $0.mailbox(id: 1) },
        .init("mailbox.convert_kinds", #"["letters"]"#) { _ = try $0.mailbox(id: 1) },
        .init("mailbox.forms", "{}") { _ = try $0.mailbox(id: 1) },
        .init("mailbox_access.level") { _ = try $0.access(of: 1) },
        .init("mailbox_access.holder") { _ = try $0.access(of: 1) },
        .init("rule.occasions", #"["never"]"#) { _ = try $0.rules(of: 1) },
        .init("template.purpose") { _ = try $0.templates() },
        .init("template.form") { _ = try $0.templates(.reply, named: "ack") },
        .init("template.fields", "[{}]") { _ = try $0.templates(.reply, named: "ack") },
        .init("program.command", "erp") { _ = try $0.program(named: "erp") },
        .init("site.unauthenticated") { _ = try $0.globalSettings() },
        .init("site.open_statuses", "new") { _ = try $0.globalSettings() },
        .init("settings_version.scope") {
            _ = try $0.settingsHistory(limit: nil, offset: 0)
        },
    ]
}

/// Tests that an invalid stored value is an error and is never replaced by a default.
@Suite struct DamagedValueTests {
    @Test(arguments: DamagedValue.all)
    func damagedValueIsAnError(_ damaged: DamagedValue) throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("mailclerk-\(UUID().uuidString).db").path
        defer {
            for suffix in ["", "-wal", "-shm", "-senders", "-queue"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
        }
        let store = try Store.create(at: .file(path), now: 1)
        try fill(store)
        try damaged.read(store)
        let names = damaged.column.split(separator: ".")
        try store.connection.execute(
            "UPDATE \(names[0]) SET \(names[1]) = $1", damaged.value)
        let error = #expect(throws: StoreError.self) { try damaged.read(store) }
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    /// Creates one row in every table that is read.
    private func fill(_ store: Store) throws {
        var settings = Settings()
        var mailbox = MailboxSettings(
            name: "support", label: "Support", address: "support@example.com")
        mailbox.access = [AccessGrant(level: .read, holder: .role("agents"))]
        mailbox.rules = [AutoResponseRule(name: "Acknowledge", template: "ack")]
        settings.mailboxes = [mailbox]
        settings.programs = [ActionProgram(name: "erp", command: ["/usr/local/bin/erp"])]
        settings.templates = [
            TemplateSource(
                purpose: .reply, name: "ack", language: "en", form: .text, fields: [], body: "x")
        ]
        _ = try store.replaceSettings(
            settings, files: [], scope: .all, by: "root", host: "mx", summary: "", at: 1)
        let record = CaseRecord(
            mailboxID: 1, subject: "x", description: "", status: "new", priority: "normal",
            source: "email", at: 1)
        let number = try store.insert(record)
        try store.link(number, .follows, store.insert(record), at: 1)
        try store.insert(RecordEvent(.case(number), .note, by: "bob", at: 1, details: [:]))
        let thread = try store.insertThread(mailboxID: 1, record: .case(number))
        try store.insert(ProgramRecord(program: "erp", number: "1"), threadID: thread, at: 1)
        var email = Email(mailboxID: 1, receivedAt: 1)
        email.threadID = thread
        let id = try store.insert(email, raw: [])
        try store.setMark(.spam, emailIDs: [id], by: "bob", at: 1)
        try store.insert(
            JournalEntry(emailID: id, mailboxID: 1, at: 1, event: .delivered, details: [:]))
        _ = try store.insert(
            OutboxEntry(
                emailID: id, mailboxID: 1, kind: .autoResponse, recipient: "a@b.example",
                sender: "", correspondent: "a@b.example", rule: "r", messageID: "m@x",
                message: [65], at: 1))
    }
}
