// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Returns the numbers of emails of each mailbox, without those marked as spam or trash;
    /// mailboxes without emails are omitted.
    package func mailCounts(
        in mailboxIDs: [Int64], seenBy user: String
    ) throws -> [Int64: MailCount] {
        guard !mailboxIDs.isEmpty else { return [:] }
        var conditions = ListConditions()
        let mailboxes = conditions.bind(list: mailboxIDs)
        let rows = try connection.all(
            """
            SELECT mailbox_id, count(*), sum(CASE WHEN direction = 'in' THEN 1 ELSE 0 END)
            FROM email WHERE mailbox_id IN (\(mailboxes)) GROUP BY mailbox_id
            """, values: conditions.values
        ) { row in (try row.int(), MailCount(total: try row.int(), unread: try row.int())) }
        var counts = Dictionary(rows) { first, _ in first }
        let read = try connection.all(
            """
            SELECT email.mailbox_id, count(*) FROM read_mark
            JOIN email ON email.id = read_mark.email_id
            WHERE read_mark.user_name = $1 AND email.direction = 'in' GROUP BY email.mailbox_id
            """, user
        ) { row in (try row.int(), try row.int()) }
        for (mailboxID, count) in read { counts[mailboxID]?.unread -= count }
        let marked = try connection.all(
            """
            SELECT email.mailbox_id, count(*), sum(
                CASE WHEN email.direction = 'in' AND read_mark.email_id IS NULL
                    THEN 1 ELSE 0 END)
            FROM email_mark JOIN email ON email.id = email_mark.email_id
            LEFT JOIN read_mark ON read_mark.email_id = email.id AND read_mark.user_name = $1
            GROUP BY email.mailbox_id
            """, user
        ) { row in (try row.int(), try row.int(), try row.int()) }
        for (mailboxID, total, unread) in marked {
            counts[mailboxID]?.total -= total
            counts[mailboxID]?.unread -= unread
        }
        return counts
    }

    /// Stores whether a user has read these emails.
    ///
    /// The change is not synced: if it is lost in a crash of the machine, an email is unread again.
    package func setRead(
        _ isRead: Bool, emailIDs: [Int64], by user: String, at now: Int64
    ) throws {
        try connection.transaction(.write, .relaxed) {
            for id in emailIDs {
                if isRead {
                    try connection.execute(
                        """
                        INSERT INTO read_mark (user_name, email_id, at) VALUES ($1, $2, $3)
                        ON CONFLICT (user_name, email_id) DO UPDATE SET at = excluded.at
                        """, user, id, now)
                    try extendReadRange(id, of: user)
                } else {
                    try connection.execute(
                        "DELETE FROM read_mark WHERE user_name = $1 AND email_id = $2", user, id)
                    try cutReadRanges(atEmail: id, of: user)
                }
            }
        }
    }
}
