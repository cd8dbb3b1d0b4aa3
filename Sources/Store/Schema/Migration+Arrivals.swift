// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Migration {
    /// How many emails came to a mailbox in each stretch of time, those marked as spam or trash left
    /// out, so that a list can begin far down without reading what is above.
    ///
    /// A mailbox without stretches is counted when `Store.divideArrivals()` comes by; from then on
    /// triggers keep the numbers right, whoever changes emails.
    static func arrivals(_ dialect: Dialect) -> String {
        func count(_ change: String, _ mailbox: String, _ receivedAt: String) -> String {
            """
            UPDATE arrival SET emails = emails \(change) WHERE mailbox_id = \(mailbox)
                    AND since = (
                        SELECT max(since) FROM arrival
                        WHERE mailbox_id = \(mailbox) AND since <= \(receivedAt));
            """
        }
        func countMarked(_ change: String, _ email: String) -> String {
            count(
                change, "(SELECT mailbox_id FROM email WHERE id = \(email))",
                "(SELECT received_at FROM email WHERE id = \(email))")
        }
        // An email that is marked is in no stretch, and stays in none when it is moved.
        let isMarked = "(SELECT count(*) FROM email_mark WHERE email_id = NEW.id)"
        return """
            CREATE TABLE arrival (
                mailbox_id BIGINT NOT NULL REFERENCES mailbox (id), since BIGINT NOT NULL,
                emails BIGINT NOT NULL, PRIMARY KEY (mailbox_id, since));
            \(dialect.trigger(
                "arrival_added", after: "INSERT", on: "email",
                count("+ 1", "NEW.mailbox_id", "NEW.received_at")))
            \(dialect.trigger(
                "arrival_erased", after: "DELETE", on: "email",
                count("- 1", "OLD.mailbox_id", "OLD.received_at")))
            \(dialect.trigger(
                "arrival_moved", after: "UPDATE OF mailbox_id, received_at", on: "email",
                count("- 1 + \(isMarked)", "OLD.mailbox_id", "OLD.received_at")
                    + count("+ 1 - \(isMarked)", "NEW.mailbox_id", "NEW.received_at")))
            \(dialect.trigger(
                "arrival_marked", after: "INSERT", on: "email_mark",
                countMarked("- 1", "NEW.email_id")))
            \(dialect.trigger(
                "arrival_restored", after: "DELETE", on: "email_mark",
                countMarked("+ 1", "OLD.email_id")))

            """
    }
}
