// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SQL
import SystemMailbox

/// Counters that only grow: journal entries are counted before they are erased.
extension Store {
    /// One counter.
    package struct Total: Equatable, Sendable {
        /// The subject of the counter.
        package enum Kind: String, Sendable {
            /// Results of deliveries; the label is `delivered`, `degraded`, `duplicate`, `imported`
            /// or `unresolved`.
            case deliveries
            /// Reasons not to reply; the label is the veto's code.
            case vetoes
            /// Messages that the mail server accepted; the label is their kind.
            case sent
            /// Failed attempts to send; the label is the kind of the message.
            case refused
        }

        /// The subject of the counter.
        package let kind: Kind
        /// The mailbox; nil for counts without a mailbox.
        package let mailboxID: Int64?
        /// The label, as described for the kind.
        package let label: String
        /// The count.
        package let count: Int64
    }

    private static let entriesAtOnce = 1_000
    private static let lastCounted = "journal-counted"

    /// Counts new journal entries, in small transactions.
    package func countJournal() throws {
        while try connection.transaction(.write, .relaxed, { try countSomeEntries() }) {}
    }

    /// Counts, inside a transaction, journal entries that will be erased.
    func countJournalFirst() throws {
        while try countSomeEntries() {}
    }

    /// Adapts to the erasure of the newest entries, inside a transaction, because SQLite may reuse
    /// the IDs of the newest rows.
    func forgetErasedEntries() throws {
        try connection.execute(
            """
            UPDATE counter SET value = (SELECT COALESCE(max(id), 0) FROM journal)
            WHERE name = $1 AND value > (SELECT COALESCE(max(id), 0) FROM journal)
            """, Self.lastCounted)
    }

    /// Returns all counters.
    package func totals() throws -> [Total] {
        try connection.all(
            "SELECT name, value FROM counter WHERE name LIKE 'total/%' ORDER BY name"
        ) { row in (try row.text(), try row.int()) }.compactMap { name, count in
            let parts = name.split(separator: "/", maxSplits: 3).map(String.init)
            guard parts.count == 4, let kind = Total.Kind(rawValue: parts[1]) else { return nil }
            return Total(kind: kind, mailboxID: Int64(parts[2]), label: parts[3], count: count)
        }
    }

    /// Counts the next entries; returns whether there may be more.
    private func countSomeEntries() throws -> Bool {
        let last = try connection.first(
            "SELECT value FROM counter WHERE name = $1", Self.lastCounted
        ) { row in try row.int() }
        var counts: [String: Int64] = [:]
        var newest: Int64?
        var entries = 0
        try connection.forEach(
            "SELECT id, mailbox_id, event, details FROM journal WHERE id > $1 ORDER BY id LIMIT $2",
            values: [last ?? 0, Self.entriesAtOnce]
        ) { row in
            newest = try row.int()
            entries += 1
            let mailbox = try row.optionalInt().map { String($0) } ?? "-"
            for (kind, label) in try Self.counted(
                row.code("event of the journal"), details: try row.text())
            {
                counts["total/\(kind.rawValue)/\(mailbox)/\(label)", default: 0] += 1
            }
            return true
        }
        guard let newest else { return false }
        for (name, count) in counts {
            try connection.execute(
                """
                INSERT INTO counter (name, value) VALUES ($1, $2)
                ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value
                """, name, count)
        }
        try connection.execute(
            """
            INSERT INTO counter (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, Self.lastCounted, newest)
        return entries == Self.entriesAtOnce
    }

    /// Returns the counters that an entry increases.
    private static func counted(
        _ event: JournalEntry.Event, details: String
    ) -> [(Total.Kind, String)] {
        func parsed() -> JSON { (try? JSON(parsing: Array(details.utf8))) ?? .null }
        switch event {
        case .delivered, .degraded, .imported:
            let vetoes = parsed()["reply"]?["vetoes"]?.array ?? []
            return [(.deliveries, event.rawValue)]
                + vetoes.compactMap { $0["code"]?.string }.map { (.vetoes, $0) }
        case .duplicate, .unresolved: return [(.deliveries, event.rawValue)]
        case .sent: return [(.sent, parsed()["kind"]?.string ?? "message")]
        case .sendFailed: return [(.refused, parsed()["kind"]?.string ?? "message")]
        default: return []
        }
    }

    /// The number of a mailbox's outbox entries in one state.
    package struct OutboxCount: Equatable, Sendable {
        /// The mailbox.
        package let mailboxID: Int64
        /// The state.
        package let state: OutboxEntry.State
        /// How many.
        package let count: Int64
    }

    /// Returns the numbers of outbox entries by mailbox and state.
    package func outboxCounts() throws -> [OutboxCount] {
        try connection.all(
            """
            SELECT mailbox_id, state, count(*) FROM outbox GROUP BY mailbox_id, state
            ORDER BY mailbox_id, state
            """
        ) { row in
            OutboxCount(
                mailboxID: try row.int(), state: try row.code("state of an outbox entry"),
                count: try row.int())
        }
    }
}
