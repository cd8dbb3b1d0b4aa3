// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Time buckets with the number of emails that arrived in them; see `Migration.arrivals(_:)`.
extension Store {
    /// Emails in a new time bucket; a bucket with twice as many is split.
    static let emailsOfBucket: Int64 = 512
    /// At most 32 buckets are created in one transaction, because deliveries wait for it some
    /// milliseconds.
    private static let bucketsAtOnce = 32

    /// A position in a list by date, found from the time buckets.
    struct ListStart: Equatable {
        /// The time before which the rows below the position arrived, in microseconds since 1970,
        /// UTC.
        var before: Int64
        /// The number of rows above the position.
        var rows: Int
    }

    /// Counts mailboxes that were not counted yet, and splits buckets with many emails.
    package func divideEmailCounts() throws {
        let new = try connection.all(
            """
            SELECT id FROM mailbox WHERE NOT EXISTS (
                SELECT 1 FROM email_count WHERE email_count.mailbox_id = mailbox.id)
            """
        ) { row in try row.int() }
        for id in new {
            try connection.transaction(.write, .relaxed) {
                try connection.execute(
                    """
                    INSERT INTO email_count (mailbox_id, since, emails)
                    SELECT $1, $2, count(*) FROM email WHERE \(Self.isListed) AND mailbox_id = $1
                    ON CONFLICT (mailbox_id, since) DO NOTHING
                    """, id, Int64.min)
            }
        }
        while try connection.transaction(.write, .relaxed, { try divideLargeBuckets() }) {}
    }

    /// Returns the position where a mailbox's list may begin to find the rows after the first
    /// `offset`, or nil for its top.
    func listStart(in mailboxID: Int64, behind offset: Int) throws -> ListStart? {
        guard offset >= Self.emailsOfBucket else { return nil }
        var start: ListStart?
        try connection.forEach(
            "SELECT since, emails FROM email_count WHERE mailbox_id = $1 ORDER BY since DESC",
            values: [mailboxID]
        ) { row in
            let (since, emails) = (try row.int(), try row.int())
            let rows = (start?.rows ?? 0) + Int(emails)
            guard rows <= offset else { return false }
            start = ListStart(before: since, rows: rows)
            return true
        }
        return start
    }

    private static let isListed =
        "NOT EXISTS (SELECT 1 FROM email_mark WHERE email_mark.email_id = email.id)"

    /// Splits some buckets; returns whether there may be more to split.
    private func divideLargeBuckets() throws -> Bool {
        let large = try connection.all(
            "SELECT mailbox_id, since, emails FROM email_count WHERE emails >= $1 LIMIT $2",
            2 * Self.emailsOfBucket, Self.bucketsAtOnce
        ) { row in (try row.int(), try row.int(), try row.int()) }
        var made = 0
        for (mailboxID, first, count) in large {
            var (since, emails) = (first, count)
            while emails >= 2 * Self.emailsOfBucket, made < Self.bucketsAtOnce,
                let end = try end(ofBucket: since, in: mailboxID, of: emails)
            {
                try connection.execute(
                    "UPDATE email_count SET emails = $1 WHERE mailbox_id = $2 AND since = $3",
                    end.rows, mailboxID, since)
                emails -= Int64(end.rows)
                since = end.before
                try connection.execute(
                    "INSERT INTO email_count (mailbox_id, since, emails) VALUES ($1, $2, $3)",
                    mailboxID, since, emails)
                made += 1
            }
        }
        return made > 0
    }

    /// Returns the time at which to split a bucket, with the number of emails before it, or nil if
    /// all arrived at one time.
    private func end(
        ofBucket since: Int64, in mailboxID: Int64, of emails: Int64
    ) throws -> ListStart? {
        let listed = "FROM email WHERE mailbox_id = $1 AND received_at >= $2 AND \(Self.isListed)"
        let middle = try connection.first(
            "SELECT received_at \(listed) ORDER BY received_at LIMIT 1 OFFSET $3",
            mailboxID, since, Self.emailsOfBucket
        ) { row in try row.int() }
        guard let middle else { return nil }
        // Emails that arrived at one time stay together.
        for bound in ["received_at >= $3", "received_at > $3"] {
            let cut = try connection.first(
                "SELECT received_at \(listed) AND \(bound) ORDER BY received_at LIMIT 1",
                mailboxID, since, middle
            ) { row in try row.int() }
            guard let cut else { return nil }
            let rows = try connection.first(
                "SELECT count(*) \(listed) AND received_at < $3", mailboxID, since, cut
            ) { row in try row.int() }
            if let rows, rows > 0 {
                return rows < emails ? ListStart(before: cut, rows: Int(rows)) : nil
            }
        }
        return nil
    }
}
