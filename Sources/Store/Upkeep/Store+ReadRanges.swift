// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Read ranges: spans of time in which a user has read every email; the list of unread emails skips
/// them.
///
/// A read range belongs to one user and one mailbox. It contains no unread incoming email, except
/// emails marked as spam or trash. Only ranges of many emails are stored; the rest is checked email
/// by email. `flush` finds the ranges, and from then on each mark updates them. A delivery does not
/// update them: new emails are checked before a range is used.
extension Store {
    /// A span with fewer emails is not stored as a range; its emails are checked one by one.
    static let emailsOfRange = 64
    /// Fewer than 512 emails at the end of a mailbox are not gathered into ranges yet.
    private static let emailsLeft: Int64 = 512
    /// At most 4,096 emails are read in one transaction, because deliveries wait for it some
    /// milliseconds.
    private static let emailsAtOnce: Int64 = 4_096
    /// After more than 2,000 new emails all ranges are rebuilt.
    private static let mostNewEmails = 2_000
    private static let lastSeen = "read-run-email"

    /// A read range, from `since` up to, but not including, `until`.
    struct ReadRange: Equatable {
        var since: Int64
        var until: Int64
    }

    /// Finds ranges in new emails, for all users who have read something.
    package func gatherReadRanges() throws {
        try noteNewEmails()
        let mailboxes = try connection.all("SELECT id FROM mailbox ORDER BY id") { row in
            try row.int()
        }
        var user = ""
        while let next = try reader(after: user) {
            user = next
            for mailboxID in mailboxes {
                while try connection.transaction(.write, .relaxed, { try gather(next, mailboxID) })
                {}
            }
        }
    }

    /// Checks new emails before ranges are used, and cuts the ranges that contain one.
    func noteNewEmails() throws {
        let last = try connection.first(
            "SELECT value FROM counter WHERE name = $1", Self.lastSeen
        ) { row in try row.int() }
        let new = try connection.all(
            """
            SELECT id, mailbox_id, received_at FROM email WHERE id > $1 ORDER BY id LIMIT $2
            """, last ?? 0, Self.mostNewEmails + 1
        ) { row in (try row.int(), try row.int(), try row.int()) }
        guard let newest = new.last else { return }
        if new.count <= Self.mostNewEmails {
            // Usually each email arrived after every range, and nothing has to be written.
            let late = try new.filter { try isInReadRange(mailboxID: $0.1, receivedAt: $0.2) }
            if late.isEmpty, new.count < Self.emailsOfRange { return }
            try connection.transaction(.write, .relaxed) {
                for (_, mailboxID, receivedAt) in late {
                    try cutReadRanges(mailboxID: mailboxID, at: receivedAt)
                }
                try setLastSeen(newest.0)
            }
        } else {
            try connection.transaction(.write, .relaxed) {
                for table in ["read_run", "read_progress"] {
                    try connection.execute("DELETE FROM \(table)")
                }
                let last = try connection.first("SELECT max(id) FROM email") { row in
                    try row.optionalInt()
                }
                try setLastSeen((last ?? nil) ?? 0)
            }
        }
    }

    /// Adapts to the erasure of the newest emails, inside a transaction, because SQLite may reuse
    /// the IDs of the newest rows.
    package func forgetErasedEmails() throws {
        try connection.execute(
            """
            UPDATE counter SET value = (SELECT COALESCE(max(id), 0) FROM email)
            WHERE name = $1 AND value > (SELECT COALESCE(max(id), 0) FROM email)
            """, Self.lastSeen)
    }

    /// Cuts the ranges of a mailbox, of one user or of all users, at the time of an unread email;
    /// the ranges continue after it.
    func cutReadRanges(mailboxID: Int64, at moment: Int64, of user: String? = nil) throws {
        let isThere =
            "until > $1 AND since <= $1 AND mailbox_id = $2 AND COALESCE($3, user_name) = user_name"
        try connection.execute(
            """
            INSERT INTO read_run (user_name, mailbox_id, since, until)
            SELECT user_name, mailbox_id, $1 + 1, until FROM read_run WHERE \(isThere)
            ON CONFLICT (user_name, mailbox_id, since) DO NOTHING
            """, moment, mailboxID, user)
        try connection.execute(
            "UPDATE read_run SET until = $1 WHERE \(isThere)", moment, mailboxID, user)
    }

    /// Cuts the ranges of one user or of all users at an email.
    func cutReadRanges(atEmail id: Int64, of user: String? = nil) throws {
        guard let email = try email(id: id) else { return }
        try cutReadRanges(mailboxID: email.mailboxID, at: email.receivedAt, of: user)
    }

    /// Includes an email that a user has just read in the range around it.
    func extendReadRange(_ emailID: Int64, of user: String) throws {
        guard
            let (mailboxID, moment) = try connection.first(
                "SELECT mailbox_id, received_at FROM email WHERE id = $1", emailID,
                read: { row in (try row.int(), try row.int()) }),
            let progress = try progress(of: user, mailboxID), moment < progress
        else { return }
        let before = try range(of: user, mailboxID, "since <= $3 ORDER BY since DESC", moment)
        if let before, before.until > moment { return }
        let after = try range(of: user, mailboxID, "since > $3 ORDER BY since", moment)
        let down = try readSpan(
            of: user, mailboxID, from: before?.until ?? .min, to: moment + 1, isDown: true)
        let up = try readSpan(
            of: user, mailboxID, from: moment + 1, to: after?.since ?? progress, isDown: false)
        let joinsBefore = before != nil && down.isWhole
        let joinsAfter = after != nil && up.isWhole
        guard joinsBefore || joinsAfter || down.emails + up.emails >= Self.emailsOfRange else {
            return
        }
        for (range, joins) in [(before, joinsBefore), (after, joinsAfter)] where joins {
            try connection.execute(
                "DELETE FROM read_run WHERE user_name = $1 AND mailbox_id = $2 AND since = $3",
                user, mailboxID, range?.since)
        }
        try insert(
            ReadRange(
                since: joinsBefore ? before?.since ?? down.end : down.end,
                until: joinsAfter ? after?.until ?? up.end : up.end), of: user, mailboxID)
    }
}

extension Store {
    /// Returns the next user, in order, who has read something.
    private func reader(after user: String) throws -> String? {
        try connection.first(
            "SELECT min(user_name) FROM read_mark WHERE user_name > $1", user
        ) { row in try row.optionalText() } ?? nil
    }

    private func setLastSeen(_ id: Int64) throws {
        try connection.execute(
            """
            INSERT INTO counter (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, Self.lastSeen, id)
    }

    /// Returns whether the time of an incoming email is in a range of any user.
    private func isInReadRange(mailboxID: Int64, receivedAt: Int64) throws -> Bool {
        var user = ""
        while let next = try connection.first(
            "SELECT min(user_name) FROM read_progress WHERE user_name > $1", user,
            read: { row in try row.optionalText() }) ?? nil
        {
            user = next
            let range = try range(
                of: user, mailboxID, "since <= $3 ORDER BY since DESC", receivedAt)
            if let range, range.until > receivedAt { return true }
        }
        return false
    }

    private func progress(of user: String, _ mailboxID: Int64) throws -> Int64? {
        try connection.first(
            "SELECT until FROM read_progress WHERE user_name = $1 AND mailbox_id = $2", user,
            mailboxID
        ) { row in try row.int() }
    }

    private func range(
        of user: String, _ mailboxID: Int64, _ condition: String, _ moment: Int64
    ) throws -> ReadRange? {
        try connection.first(
            """
            SELECT since, until FROM read_run WHERE user_name = $1 AND mailbox_id = $2
                AND \(condition) LIMIT 1
            """, user, mailboxID, moment
        ) { row in ReadRange(since: try row.int(), until: try row.int()) }
    }

    private func insert(_ range: ReadRange, of user: String, _ mailboxID: Int64) throws {
        try connection.execute(
            """
            INSERT INTO read_run (user_name, mailbox_id, since, until) VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_name, mailbox_id, since) DO UPDATE SET until = excluded.until
            """, user, mailboxID, range.since, range.until)
    }

    private static let isUnread = """
        NOT EXISTS (SELECT 1 FROM read_mark WHERE read_mark.email_id = email.id
            AND read_mark.user_name = $1)
        AND NOT EXISTS (SELECT 1 FROM email_mark WHERE email_mark.email_id = email.id)
        """

    /// Returns the span without unread emails before or after a time; at most as many emails as a
    /// range needs are read.
    private func readSpan(
        of user: String, _ mailboxID: Int64, from: Int64, to: Int64, isDown: Bool
    ) throws -> (emails: Int, end: Int64, isWhole: Bool) {
        let rows = try connection.all(
            """
            SELECT received_at, \(Self.isUnread) FROM email
            WHERE mailbox_id = $2 AND direction = 'in' AND received_at >= $3 AND received_at < $4
            ORDER BY received_at \(isDown ? "DESC" : "ASC") LIMIT $5
            """, user, mailboxID, from, to, Self.emailsOfRange
        ) { row in (try row.int(), try row.bool()) }
        if let stop = rows.firstIndex(where: \.1) {
            return (stop, isDown ? rows[stop].0 + 1 : rows[stop].0, false)
        }
        if let last = rows.last, rows.count == Self.emailsOfRange {
            return (rows.count, last.0 + (isDown ? 0 : 1), false)
        }
        return (rows.count, isDown ? from : to, true)
    }

    /// Gathers the next emails of a mailbox into ranges; returns whether there may be more.
    private func gather(_ user: String, _ mailboxID: Int64) throws -> Bool {
        let start = try progress(of: user, mailboxID) ?? .min
        var end: Int64?
        for offset in [Self.emailsAtOnce, Self.emailsLeft] where end == nil {
            end = try connection.first(
                """
                SELECT received_at FROM email WHERE mailbox_id = $1 AND direction = 'in'
                    AND received_at >= $2 ORDER BY received_at LIMIT 1 OFFSET $3
                """, mailboxID, start, offset - 1
            ) { row in try row.int() }
        }
        guard let end, end > start else { return false }
        let before = try range(of: user, mailboxID, "until = $3", start)
        // A range that continues an earlier range is long enough.
        var range = before ?? ReadRange(since: start, until: start)
        var emails = before == nil ? 0 : Self.emailsOfRange
        func keep(until moment: Int64) throws {
            range.until = moment
            if emails >= Self.emailsOfRange { try insert(range, of: user, mailboxID) }
        }
        try connection.forEach(
            """
            SELECT received_at, \(Self.isUnread) FROM email
            WHERE mailbox_id = $2 AND direction = 'in' AND received_at >= $3 AND received_at < $4
            ORDER BY received_at
            """, values: [user, mailboxID, start, end]
        ) { row in
            let (moment, isUnread) = (try row.int(), try row.bool())
            guard isUnread else {
                emails += 1
                return true
            }
            try keep(until: moment)
            range.since = moment + 1
            emails = 0
            return true
        }
        try keep(until: end)
        // A span that is still too short may continue with later emails.
        let reached = emails >= Self.emailsOfRange || range.since <= start ? end : range.since
        try connection.execute(
            """
            INSERT INTO read_progress (user_name, mailbox_id, until) VALUES ($1, $2, $3)
            ON CONFLICT (user_name, mailbox_id) DO UPDATE SET until = excluded.until
            """, user, mailboxID, reached)
        return reached > start
    }
}
