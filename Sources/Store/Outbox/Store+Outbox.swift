// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import SystemMailbox

extension Store {
    private static let outboxColumns = """
        id, email_id, mailbox_id, kind, state, recipient, sender, correspondent, rule,
        message_id, message, attempts, due_at, created_at, last_error
        """

    /// Adds an entry to the outbox; returns its ID.
    ///
    /// An automatic reply that is not held gets the mailbox's next reply number, which the total
    /// limit counts. `isCounted` overrides this.
    package func insert(_ entry: OutboxEntry, isCounted: Bool? = nil) throws -> Int64 {
        let isCounted = isCounted ?? (entry.kind == .autoResponse && entry.state != .held)
        let number = isCounted ? try lastAnswerNumber(mailboxID: entry.mailboxID) + 1 : nil
        let id = try connection.first(
            """
            INSERT INTO outbox (
                email_id, mailbox_id, kind, state, recipient, sender, correspondent, rule,
                message_id, message_key, message, attempts, due_at, created_at, last_error,
                answer_number, lease_until)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            RETURNING id
            """,
            entry.emailID, entry.mailboxID, entry.kind.rawValue, entry.state.rawValue,
            entry.recipient, entry.sender, entry.correspondent, entry.rule, entry.messageID,
            MessageKey.of(messageID: entry.messageID), entry.message, entry.attempts,
            entry.dueAt, entry.createdAt, entry.lastError, number, entry.leaseUntil
        ) { row in try row.int() }
        guard let id else { throw StoreError.damaged(what: "no ID for a new outbox entry") }
        // Before the commit, so that no other process finds the entry without its lock and sends it
        // as well.
        if entry.state == .sending { _ = try tryLockEntry(id) }
        return id
    }

    /// Returns the entry with this ID, or nil if there is none.
    package func outboxEntry(id: Int64) throws -> OutboxEntry? {
        try connection.first(
            "SELECT \(Self.outboxColumns) FROM outbox WHERE id = $1", id
        ) { row in try Self.outboxEntry(row) }
    }

    /// Returns the IDs of the entries about an email, oldest first.
    package func outboxIDs(ofEmail id: Int64) throws -> [Int64] {
        try connection.all("SELECT id FROM outbox WHERE email_id = $1 ORDER BY id", id) { row in
            try row.int()
        }
    }

    /// Returns the kind of a mailbox's outbox entry with this Message-ID, or nil if there is none.
    package func outboxKind(mailboxID: Int64, messageID: String) throws -> OutboxEntry.Kind? {
        try connection.first(
            """
            SELECT kind FROM outbox
            WHERE mailbox_id = $1 AND message_key = $2 AND message_id = $3
            """, mailboxID, MessageKey.of(messageID: messageID), messageID
        ) { row in try row.code("kind of an outbox entry") }
    }

    /// Claims an entry for sending: one that is due now, or whose sending process died.
    ///
    /// To claim it is to lock it and to set its state to `sending`. The kernel releases the lock of
    /// a process that died, so the lock shows whether an entry with that state is still being sent.
    /// `leaseUntil` is stored but no query reads it.
    ///
    /// The entry that has been due the longest comes first. Returns nil if there is none to claim.
    /// A message that was created more than `expiry` microseconds ago becomes expired instead. An
    /// action never expires, because its record is still wanted.
    package func claimOutboxEntry(
        now: Int64, leaseUntil: Int64, expiry: Int64, only choice: OutboxChoice = .all
    ) throws -> OutboxEntry? {
        for id in try waitingEntries(now: now, choice) where try tryLockEntry(id) {
            let entry = try connection.transaction(.write, .relaxed) {
                try connection.first(
                    """
                    UPDATE outbox SET lease_until = $1, attempts = attempts + 1,
                        state = CASE WHEN created_at < $2 AND kind <> 'action' THEN 'expired'
                            ELSE 'sending' END
                    WHERE id = $3 AND state IN ('due', 'sending') AND due_at <= $4
                    RETURNING \(Self.outboxColumns)
                    """, leaseUntil, now - expiry, id, now
                ) { row in try Self.outboxEntry(row) }
            }
            if let entry, entry.state == .sending { return entry }
            unlockEntry(id)
        }
        return nil
    }

    /// At most 32 entries are checked by one claim.
    private static let mostLookedAt = 32

    /// Returns the IDs of entries that are due or being sent, the entry due the longest first.
    private func waitingEntries(now: Int64, _ choice: OutboxChoice) throws -> [Int64] {
        try connection.all(
            """
            SELECT id FROM outbox
            WHERE state IN ('due', 'sending') AND due_at <= $1\(choice.condition)
            ORDER BY due_at LIMIT $2
            """, now, Self.mostLookedAt
        ) { row in try row.int() }
    }

    /// The entries that a claim may take.
    package enum OutboxChoice {
        /// Every entry.
        case all
        /// Messages only: sendmail is quick, a program may be slow.
        case messages
        /// The automatic replies to this email.
        case answer(to: Int64)

        fileprivate var condition: String {
            switch self {
            case .all: ""
            case .messages: " AND kind <> 'action'"
            case .answer(let emailID): " AND kind = 'auto-response' AND email_id = \(emailID)"
            }
        }
    }

    /// Takes the lock of an entry, which is released when the process exits; returns false if
    /// another process holds it.
    func tryLockEntry(_ id: Int64) throws -> Bool {
        try locks.tryLockEntry(id)
    }

    /// Releases the lock of an entry.
    func unlockEntry(_ id: Int64) {
        locks.unlockEntry(id)
    }

    /// Marks an entry as accepted by the MTA and stores a copy as an outgoing email, if `copy`
    /// returns one.
    ///
    /// The change is not synced: if it is lost in a crash of the machine, the same bytes with the
    /// same Message-ID are sent again, but only one copy is stored.
    package func markSent(
        _ entry: OutboxEntry, _ journal: JournalEntry, copy: () throws -> Email?
    ) throws {
        try connection.transaction(.write, .relaxed) {
            try connection.execute(
                """
                UPDATE outbox SET state = 'sent', sent_at = $1, lease_until = NULL,
                    last_error = NULL WHERE id = $2
                """, journal.at, entry.id)
            if let copy = try copy(), try !hasSent(copy) {
                _ = try insert(copy, raw: entry.message)
            }
            try insert(journal)
        }
        unlockEntry(entry.id)
    }

    /// Returns whether the mailbox already has the outgoing email.
    private func hasSent(_ copy: Email) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM email WHERE mailbox_id = $1 AND message_key = $2 AND message_id = $3
                AND direction = 'out'
            """, copy.mailboxID, copy.messageKey, copy.messageID
        ) { row in try row.int() } != nil
    }

    /// Stores that an entry could not be sent, with the time of the next attempt; with nil, the
    /// entry has failed permanently.
    package func markFailed(
        _ entry: OutboxEntry, error: String, nextAttemptAt: Int64?, _ journal: JournalEntry
    ) throws {
        try connection.transaction(.write, .relaxed) {
            try connection.execute(
                """
                UPDATE outbox SET state = $1, due_at = $2, lease_until = NULL, last_error = $3
                WHERE id = $4
                """,
                nextAttemptAt == nil
                    ? OutboxEntry.State.failed.rawValue : OutboxEntry.State.due.rawValue,
                nextAttemptAt ?? entry.dueAt, error, entry.id)
            try insert(journal)
        }
        unlockEntry(entry.id)
    }

    /// Returns the number of automatic replies, or entries of another kind, to a correspondent
    /// since `since`, counted up to `limit`.
    package func answers(
        mailboxID: Int64, correspondent: String, kind: OutboxEntry.Kind = .autoResponse,
        since: Int64, limit: Int64
    ) throws -> Int64 {
        try connection.first(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM outbox
                WHERE mailbox_id = $1 AND correspondent = $2 AND created_at > $3
                    AND kind = $4 LIMIT $5) AS counted
            """, mailboxID, correspondent, since, kind.rawValue, limit
        ) { row in try row.int() } ?? 0
    }

    /// Calls `visit` with the time and the thread of each automatic reply to a correspondent since
    /// `since`, the newest first, until it returns false.
    package func forEachAnswer(
        mailboxID: Int64, correspondent: String, since: Int64,
        _ visit: (_ at: Int64, _ threadID: Int64) -> Bool
    ) throws {
        try connection.forEach(
            """
            SELECT outbox.created_at, email.thread_id FROM outbox
            JOIN email ON email.id = outbox.email_id
            WHERE outbox.mailbox_id = $1 AND outbox.correspondent = $2
                AND outbox.created_at > $3 AND outbox.kind = 'auto-response'
            ORDER BY outbox.created_at DESC
            """, values: [mailboxID, correspondent, since]
        ) { row in visit(try row.int(), try row.int()) }
    }

    /// Returns when a rule last replied to a correspondent, or nil if it never did.
    package func lastAnswer(
        mailboxID: Int64, correspondent: String, rule: String
    ) throws -> Int64? {
        try connection.first(
            """
            SELECT created_at FROM outbox
            WHERE mailbox_id = $1 AND correspondent = $2 AND rule = $3
            ORDER BY created_at DESC LIMIT 1
            """, mailboxID, correspondent, rule
        ) { row in try row.int() }
    }

    /// Returns whether a mailbox sent `count` replies since `since`.
    ///
    /// Only the reply that many numbers back is read, so the cost does not depend on the number of
    /// replies.
    package func hasAnswered(mailboxID: Int64, count: Int64, since: Int64) throws -> Bool {
        let number = try lastAnswerNumber(mailboxID: mailboxID) - count + 1
        let at = try connection.first(
            "SELECT created_at FROM outbox WHERE mailbox_id = $1 AND answer_number = $2",
            mailboxID, number
        ) { row in try row.int() }
        return at.map { $0 > since } ?? false
    }

    /// Returns the numbers of entries by state, and when the oldest entry became due, at `now`.
    package func outboxSummary(now: Int64) throws -> OutboxSummary {
        var counts: [OutboxEntry.State: Int64] = [:]
        let rows = try connection.all("SELECT state, count(*) FROM outbox GROUP BY state") { row in
            let state: OutboxEntry.State = try row.code("state of an outbox entry")
            return (state, try row.int())
        }
        for (state, count) in rows { counts[state] = count }
        let oldest = try connection.first(
            """
            SELECT min(due_at) FROM outbox WHERE state IN ('due', 'sending') AND due_at <= $1
            """, now
        ) { row in try row.optionalInt() }
        return OutboxSummary(counts: counts, oldestDueAt: oldest ?? nil)
    }

    static func outboxEntry(_ row: borrowing Row) throws -> OutboxEntry {
        let (id, emailID, mailboxID) = (try row.int(), try row.int(), try row.int())
        let kind: OutboxEntry.Kind = try row.code("kind of an outbox entry")
        let state: OutboxEntry.State = try row.code("state of an outbox entry")
        var entry = OutboxEntry(
            emailID: emailID, mailboxID: mailboxID, kind: kind, recipient: try row.text(),
            sender: try row.text(), correspondent: try row.text(), rule: try row.optionalText(),
            messageID: try row.text(), message: try row.bytes(), at: 0)
        entry.id = id
        entry.state = state
        entry.attempts = try row.int()
        entry.dueAt = try row.int()
        entry.createdAt = try row.int()
        entry.lastError = try row.optionalText()
        return entry
    }

    func lastAnswerNumber(mailboxID: Int64) throws -> Int64 {
        let number = try connection.first(
            """
            SELECT max(answer_number) FROM outbox
            WHERE mailbox_id = $1 AND answer_number IS NOT NULL
            """, mailboxID
        ) { row in try row.optionalInt() }
        return (number ?? nil) ?? 0
    }
}
