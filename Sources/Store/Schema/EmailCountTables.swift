// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Migration {
    /// The table of the number of listed emails in each time bucket of a mailbox, which the step
    /// ``journey`` creates; it allows a list to begin far down without reading the rows above.
    ///
    /// Emails marked as spam or trash are not counted. A mailbox without buckets is counted when
    /// `Store.divideEmailCounts()` runs; from then on triggers update the numbers. The step
    /// ``emailCounts`` renames the table.
    static func arrivals(_ dialect: Dialect) -> String {
        """
        CREATE TABLE arrival (
            mailbox_id BIGINT NOT NULL REFERENCES mailbox (id), since BIGINT NOT NULL,
            emails BIGINT NOT NULL, PRIMARY KEY (mailbox_id, since));
        \(emailCountTriggers(dialect, table: "arrival"))

        """
    }

    /// Returns the triggers that update the counts of a table; each trigger's name begins with the
    /// table's.
    static func emailCountTriggers(_ dialect: Dialect, table: String) -> String {
        func count(_ change: String, _ mailbox: String, _ receivedAt: String) -> String {
            """
            UPDATE \(table) SET emails = emails \(change) WHERE mailbox_id = \(mailbox)
                    AND since = (
                        SELECT max(since) FROM \(table)
                        WHERE mailbox_id = \(mailbox) AND since <= \(receivedAt));
            """
        }
        func countMarked(_ change: String, _ email: String) -> String {
            count(
                change, "(SELECT mailbox_id FROM email WHERE id = \(email))",
                "(SELECT received_at FROM email WHERE id = \(email))")
        }
        // A marked email is in no bucket, and still in none after it is moved.
        let isMarked = "(SELECT count(*) FROM email_mark WHERE email_id = NEW.id)"
        return """
            \(dialect.trigger(
                "\(table)_added", after: "INSERT", on: "email",
                count("+ 1", "NEW.mailbox_id", "NEW.received_at")))
            \(dialect.trigger(
                "\(table)_erased", after: "DELETE", on: "email",
                count("- 1", "OLD.mailbox_id", "OLD.received_at")))
            \(dialect.trigger(
                "\(table)_moved", after: "UPDATE OF mailbox_id, received_at", on: "email",
                count("- 1 + \(isMarked)", "OLD.mailbox_id", "OLD.received_at")
                    + count("+ 1 - \(isMarked)", "NEW.mailbox_id", "NEW.received_at")))
            \(dialect.trigger(
                "\(table)_marked", after: "INSERT", on: "email_mark",
                countMarked("- 1", "NEW.email_id")))
            \(dialect.trigger(
                "\(table)_restored", after: "DELETE", on: "email_mark",
                countMarked("+ 1", "OLD.email_id")))

            """
    }
}
