// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import TestSupport

extension Site {
    /// A site with three mailboxes: support opens cases and replies, sales opens leads, archive only
    /// stores.
    convenience init(_ change: (inout Settings) throws -> Void = { _ in }) throws {
        try self.init(settings: .threeMailboxes, change)
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

    /// The emails that came to all mailboxes, or were sent from them, oldest first.
    func emails(_ direction: Email.Direction = .in) throws -> [Email] {
        try query { store in
            let ids = try store.connection.all(
                "SELECT id FROM email WHERE direction = $1 ORDER BY id", direction.rawValue
            ) { try $0.int() }
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
            ) { try $0.text() }
        }
    }

    /// The bytes of the first email; nil when there is none.
    func raw() throws -> [UInt8]? {
        try query { store in
            try store.connection.first("SELECT id FROM email ORDER BY id") { try $0.int() }
                .flatMap { try store.raw(emailID: $0) }
        }
    }

    /// The numbers of all cases, in order.
    func caseNumbers() throws -> [Int64] {
        try query { store in
            try store.connection.all("SELECT number FROM cases ORDER BY number") { try $0.int() }
        }
    }

    /// The outbox, oldest first.
    func outbox() throws -> [OutboxEntry] {
        try query { store in
            let ids = try store.connection.all("SELECT id FROM outbox ORDER BY id") {
                try $0.int()
            }
            return try ids.compactMap { try store.outboxEntry(id: $0) }
        }
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
