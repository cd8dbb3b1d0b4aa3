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

    /// Puts a message into the outbox; returns its key.
    ///
    /// An answer that is not held gets the mailbox's next answer number, by which the total limit
    /// is counted, unless `isCounted` says otherwise.
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
        guard let id else { throw StoreError.damaged(what: "no key for a new outbox entry") }
        // Before the commit, so that nobody finds the entry without its sender.
        if entry.state == .sending { _ = try lockForSending(id) }
        return id
    }

    /// The entry with this key; nil when there is none.
    package func outboxEntry(id: Int64) throws -> OutboxEntry? {
        try connection.first(
            "SELECT \(Self.outboxColumns) FROM outbox WHERE id = $1", id
        ) { row in try Self.outboxEntry(row) }
    }

    /// The keys of the entries about an email, oldest first.
    package func outboxIDs(ofEmail id: Int64) throws -> [Int64] {
        try connection.all("SELECT id FROM outbox WHERE email_id = $1 ORDER BY id", id) { row in
            try row.int()
        }
    }

    /// The kind of the message of a mailbox with this Message-ID; nil when it sent none.
    package func outboxKind(mailboxID: Int64, messageID: String) throws -> OutboxEntry.Kind? {
        try connection.first(
            """
            SELECT kind FROM outbox
            WHERE mailbox_id = $1 AND message_key = $2 AND message_id = $3
            """, mailboxID, MessageKey.of(messageID: messageID), messageID
        ) { row in try row.code("kind of an outbox entry") }
    }

    /// Takes an entry for sending: one that is due now, or whose sender died.
    ///
    /// The one that is due the longest comes first. Returns nil when there is none to take. A message
    /// that was made more than `expiry` microseconds ago becomes expired instead; an action never
    /// does, for its record is wanted still.
    package func claimOutboxEntry(
        now: Int64, leaseUntil: Int64, expiry: Int64, only choice: OutboxChoice = .all
    ) throws -> OutboxEntry? {
        for id in try waitingEntries(now: now, choice) where try lockForSending(id) {
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
            unlockAfterSending(id)
        }
        return nil
    }

    /// Entries looked at by one claim at most.
    private static let mostLookedAt = 32

    /// The keys of entries that are due or being sent, the one that is due the longest first.
    private func waitingEntries(now: Int64, _ choice: OutboxChoice) throws -> [Int64] {
        try connection.all(
            """
            SELECT id FROM outbox
            WHERE state IN ('due', 'sending') AND due_at <= $1\(choice.condition)
            ORDER BY due_at LIMIT $2
            """, now, Self.mostLookedAt
        ) { row in try row.int() }
    }

    /// Which entries are asked for.
    package enum OutboxChoice {
        /// Every one.
        case all
        /// Messages: sendmail is quick, a program may not be.
        case messages
        /// The automatic answers to this email.
        case answer(to: Int64)

        fileprivate var condition: String {
            switch self {
            case .all: ""
            case .messages: " AND kind <> 'action'"
            case .answer(let emailID): " AND kind = 'auto-response' AND email_id = \(emailID)"
            }
        }
    }

    /// Takes an entry's lock, which ends with this process; false while another process has it.
    func lockForSending(_ id: Int64) throws -> Bool {
        try locks.tryLockSender(of: id)
    }

    /// Ends the sending of an entry by this process.
    func unlockAfterSending(_ id: Int64) {
        locks.unlockSender(of: id)
    }

    /// Notes that the MTA took an entry, and keeps a copy as an outgoing email; nil keeps none.
    ///
    /// The note is not synced: should the machine lose it, the same bytes with the same Message-ID
    /// go out once more; there is one copy all the same.
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
        unlockAfterSending(entry.id)
    }

    /// Whether a mailbox has the outgoing email already.
    private func hasSent(_ copy: Email) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM email WHERE mailbox_id = $1 AND message_key = $2 AND message_id = $3
                AND direction = 'out'
            """, copy.mailboxID, copy.messageKey, copy.messageID
        ) { row in try row.int() } != nil
    }

    /// Notes that an entry could not be handed over and when it is to be tried again; nil: never,
    /// it has failed.
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
        unlockAfterSending(entry.id)
    }

    /// How many answers, or other messages of a kind, one correspondent got from a mailbox since
    /// `since`, counted up to `limit`.
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

    /// How many answers one correspondent got in one thread since `since`, counted up to `limit`.
    package func answers(
        mailboxID: Int64, correspondent: String, threadID: Int64, since: Int64, limit: Int64
    ) throws -> Int64 {
        try connection.first(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM outbox JOIN email ON email.id = outbox.email_id
                WHERE outbox.mailbox_id = $1 AND outbox.correspondent = $2
                    AND outbox.created_at > $3 AND outbox.kind = 'auto-response'
                    AND email.thread_id = $4 LIMIT $5) AS counted
            """, mailboxID, correspondent, since, threadID, limit
        ) { row in try row.int() } ?? 0
    }

    /// When a rule last answered a correspondent; nil when it never did.
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

    /// Whether a mailbox gave `count` answers since `since`: a look at the answer that many back,
    /// whatever the number of answers in the window.
    package func hasAnswered(mailboxID: Int64, count: Int64, since: Int64) throws -> Bool {
        let number = try lastAnswerNumber(mailboxID: mailboxID) - count + 1
        let at = try connection.first(
            "SELECT created_at FROM outbox WHERE mailbox_id = $1 AND answer_number = $2",
            mailboxID, number
        ) { row in try row.int() }
        return at.map { $0 > since } ?? false
    }

    /// How the outbox stands at `now`.
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
