// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import SQL
import Store
import SystemMailbox

/// A store in a directory of its own, with a fake sendmail: mailbox support makes cases and
/// answers, sales makes leads, archive keeps.
final class Site {
    /// The directory, 0700.
    let directory: String
    /// The fake sendmail.
    let sendmail: FakeSendmail
    /// The settings as applied.
    private(set) var settings: Settings

    /// The store.
    var storePath: String { directory + "/store/mailclerk.db" }
    /// The emergency directory.
    var emergencyDirectory: String { directory + "/store/emergency" }

    init(_ change: (inout Settings) -> Void = { _ in }) throws {
        directory = "/tmp/mailclerk-program-\(UUID().uuidString)"
        try FileSystem.makeDirectory(directory, mode: 0o700)
        try FileSystem.makeDirectory(directory + "/store", mode: 0o700)
        sendmail = try FakeSendmail(in: directory)
        settings = Self.usualSettings
        settings.replies.sendmail = [sendmail.path, "-i"]
        change(&settings)
        try makeStore()
        try apply(settings)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Makes the store, without settings.
    func makeStore() throws {
        try Store.create(at: storePath, now: Clock.system.now()).connection.close()
    }

    /// Replaces the settings.
    func apply(_ settings: Settings) throws {
        self.settings = settings
        let store = try Store.open(storePath)
        defer { store.connection.close() }
        _ = try store.replaceSettings(
            settings, files: [], scope: "all", by: "test", host: "host", summary: "",
            at: Clock.system.now())
    }

    /// The arguments of an everyday delivery.
    var everyday: [String] {
        ["-s", storePath, "-f", "ada@customer.example", "-r", "support@example.com"]
    }

    /// Runs the filter on this store.
    @discardableResult
    func deliver(
        _ message: String = letter(), _ arguments: [String]? = nil,
        environment: [String: String] = [:], through wrapper: [String] = [],
        closing closed: [Int32] = []
    ) throws -> Outcome {
        try Program.filter.run(
            arguments.map { ["-s", storePath] + $0 } ?? everyday, input: Array(message.utf8),
            environment: Program.plainEnvironment.merging(environment) { $1 }, through: wrapper,
            closing: closed)
    }

    /// Looks into the store.
    func query<T>(_ body: (Store) throws -> T) throws -> T {
        let store = try Store.open(storePath)
        defer { store.connection.close() }
        return try body(store)
    }

    /// The emails that came to all mailboxes, or were sent from them, oldest first.
    func emails(_ direction: Email.Direction = .in) throws -> [Email] {
        try query { store in
            let ids = try store.connection.all(
                "SELECT id FROM email WHERE direction = $1 ORDER BY id", direction.rawValue
            ) { try $0.int(0) }
            return try ids.compactMap { try store.email(id: $0) }
        }
    }

    /// The names of the mailboxes that got mail, once for each email, sorted.
    func arrivals() throws -> [String] {
        try query { store in
            try store.connection.all(
                """
                SELECT mailbox.name FROM email JOIN mailbox ON mailbox.id = email.mailbox_id
                WHERE email.direction = 'in' ORDER BY mailbox.name
                """
            ) { try $0.text(0) }
        }
    }

    /// The bytes of the first email; nil when there is none.
    func raw() throws -> [UInt8]? {
        try query { store in
            try store.connection.first("SELECT id FROM email ORDER BY id") { try $0.int(0) }
                .flatMap { try store.raw(emailID: $0) }
        }
    }

    /// The numbers of all cases, in order.
    func caseNumbers() throws -> [Int64] {
        try query { store in
            try store.connection.all("SELECT number FROM cases ORDER BY number") { try $0.int(0) }
        }
    }

    /// The outbox, oldest first.
    func outbox() throws -> [OutboxEntry] {
        try query { store in
            let ids = try store.connection.all("SELECT id FROM outbox ORDER BY id") {
                try $0.int(0)
            }
            return try ids.compactMap { try store.outboxEntry(id: $0) }
        }
    }

    private static var usualSettings: Settings {
        var settings = Settings()
        var support = MailboxSettings(
            name: "support", label: "Customer support", address: "support@example.com")
        support.aliases = ["help@example.com", "*@care.example.com"]
        support.action.kind = .case
        support.rules = [AutoResponseRule(name: "Acknowledge", template: "acknowledge")]
        var sales = MailboxSettings(name: "sales", label: "Sales", address: "sales@example.com")
        sales.action.kind = .lead
        let archive = MailboxSettings(
            name: "archive", label: "Archive", address: "archive@example.com")
        settings.mailboxes = [archive, sales, support]
        settings.templates = [
            TemplateSource(
                purpose: .reply, name: "acknowledge", language: "en", form: .text,
                fields: [.init(name: "Subject", value: "[#{{case.number}}] {{email.subject}}")],
                body: "This is case {{case.number}}.\n")
        ]
        return settings
    }
}

/// A customer's message; `head` stands above its other fields.
func letter(_ id: String = "1", head: String = "", to: String = "support@example.com") -> String {
    """
    \(head)From: Ada Lovelace <ada@customer.example>
    To: \(to)
    Subject: Broken lamp
    Message-ID: <\(id)@customer.example>
    Date: Mon, 21 Sep 2026 14:13:20 +0000

    It is dark here.

    """
}
