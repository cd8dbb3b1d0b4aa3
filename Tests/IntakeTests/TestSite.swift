// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import Store
import SystemMailbox
import TestSupport

@testable import Intake

/// A site whose store stays open and whose clock a test sets; support and sales reply with the
/// template `acknowledge`, which exists in English and German.
final class TestSite {
    private let site: Site
    let store: Store
    var settings: Settings
    var now: Int64 = 1_790_000_000_000_000

    var path: String { site.storePath }

    init(_ change: (inout Settings) -> Void = { _ in }) throws {
        site = try Site(settings: TestSite.usualSettings, at: now, change)
        settings = site.settings
        store = try Store.open(site.storeLocation)
    }

    deinit { store.connection.close() }

    func apply() throws { try site.apply(settings, at: now) }

    /// Delivers a message; its lines may end in LF.
    @discardableResult
    func deliver(
        _ text: String, to recipients: [String] = ["support@example.com"],
        from sender: String? = "ada@customer.example", environment: [String: String] = [:],
        mailbox: String? = nil, waitedFor delay: Int64 = 0
    ) throws -> Delivery.Report {
        var arrival = arrival(
            text, to: recipients, from: sender, environment: environment, mailbox: mailbox)
        arrival.receivedAt -= delay
        return try Delivery(store: store, clock: .fixed(now)).deliver(&arrival)
    }

    func explain(
        _ text: String, to recipients: [String] = ["support@example.com"],
        from sender: String? = "ada@customer.example"
    ) throws -> Explanation {
        try Explanation(arrival(text, to: recipients, from: sender), store: store)
    }

    private func arrival(
        _ text: String, to recipients: [String], from sender: String?,
        environment: [String: String] = [:], mailbox: String? = nil
    ) -> Arrival {
        var arrival = Arrival(input: Array(text.utf8), receivedAt: now)
        arrival.recipients = recipients
        arrival.sender = sender
        arrival.environment = environment.map { (name: $0, value: $1) }
        arrival.mailboxName = mailbox
        return arrival
    }

    /// Returns the automatic replies in the outbox, oldest first.
    func answers() throws -> [OutboxEntry] {
        let ids = try store.connection.all("SELECT id FROM outbox ORDER BY id") { try $0.int() }
        return try ids.compactMap { try store.outboxEntry(id: $0) }
    }

    func count(_ table: String) throws -> Int64 {
        try store.connection.first("SELECT count(*) FROM \(table)") { try $0.int() } ?? 0
    }

    static var usualSettings: Settings {
        var settings = Settings.threeMailboxes
        settings.mailboxes[2].action.owner = "carol"
        settings.mailboxes[2].action.assignTo = "bob"
        settings.mailboxes[2].action.tags = ["email", "new"]
        settings.mailboxes[1].action.source = "web"
        settings.organization = ["name": "Example Ltd"]
        settings.templates[0].body =
            "Dear {{email.from.first_name}},\n\ncase {{case.number}}.\n{{> footer}}"
        settings.templates += [
            TemplateSource(
                purpose: .reply, name: "acknowledge", language: "de", form: .text, fields: [],
                body: "Guten Tag {{email.from.name}}, Vorgang {{case.number}}.\n"),
            TemplateSource(
                purpose: .reply, name: "acknowledge", language: "de", form: .html, fields: [],
                body: "<p>Guten Tag {{email.from.name}}</p>\n"),
            TemplateSource(
                purpose: .partial, name: "footer", language: "", form: .text, fields: [],
                body: "{{organization.name}}\n"),
        ]
        return settings
    }
}

/// A customer's message with more header fields above the usual ones.
func letter(
    _ id: String = "1", subject: String = "Broken lamp", head: String = "",
    from: String = "Ada Lovelace <ada@customer.example>", body: String = "It is dark here.\n"
) -> String {
    """
    \(head)From: \(from)
    To: support@example.com
    Subject: \(subject)
    Message-ID: <\(id)@customer.example>
    Date: Mon, 21 Sep 2026 14:13:20 +0000

    \(body)
    """
}
