// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Migration {
    /// The tables for participants, merged threads, programs, alerts and users' work on records.
    ///
    /// Only tables and indices are added.
    static let journey = Migration(name: "002-journey") { dialect in
        """
        CREATE TABLE participant (
            thread_id BIGINT NOT NULL REFERENCES thread (id), folded TEXT NOT NULL,
            since BIGINT NOT NULL, PRIMARY KEY (thread_id, folded));
        CREATE TABLE thread_merge (
            thread_id BIGINT PRIMARY KEY REFERENCES thread (id),
            into_id BIGINT NOT NULL REFERENCES thread (id), at BIGINT NOT NULL);
        CREATE TABLE case_link (
            case_number BIGINT NOT NULL REFERENCES cases (number), relation TEXT NOT NULL,
            other BIGINT NOT NULL REFERENCES cases (number), at BIGINT NOT NULL,
            PRIMARY KEY (case_number, relation, other));
        CREATE TABLE alarm (
            mailbox_id BIGINT NOT NULL REFERENCES mailbox (id), what TEXT NOT NULL,
            at BIGINT NOT NULL, PRIMARY KEY (mailbox_id, what));
        CREATE TABLE undone (
            thread_id BIGINT PRIMARY KEY REFERENCES thread (id), at BIGINT NOT NULL,
            undone_by TEXT NOT NULL);
        CREATE TABLE program (
            name TEXT PRIMARY KEY, command TEXT NOT NULL, timeout BIGINT NOT NULL);
        CREATE TABLE program_record (
            thread_id BIGINT PRIMARY KEY REFERENCES thread (id), program TEXT NOT NULL,
            number TEXT NOT NULL, url TEXT, fields TEXT NOT NULL, at BIGINT NOT NULL);
        CREATE TABLE record_event (
            id \(dialect.identity), series TEXT NOT NULL, number BIGINT NOT NULL,
            at BIGINT NOT NULL, made_by TEXT NOT NULL, event TEXT NOT NULL,
            details TEXT NOT NULL);
        CREATE INDEX record_event_by_record ON record_event (series, number);
        CREATE TABLE record_view (
            user_name TEXT NOT NULL, series TEXT NOT NULL, number BIGINT NOT NULL,
            last_event BIGINT NOT NULL, PRIMARY KEY (user_name, series, number));
        CREATE TABLE email_mark (
            email_id BIGINT PRIMARY KEY REFERENCES email (id), mark TEXT NOT NULL,
            marked_by TEXT NOT NULL, at BIGINT NOT NULL);
        CREATE TABLE waiting_reply (
            outbox_id BIGINT PRIMARY KEY REFERENCES outbox (id), template TEXT NOT NULL,
            held_because TEXT);
        CREATE INDEX journal_degraded ON journal (at) WHERE event = 'degraded';
        CREATE INDEX email_that_came ON email (mailbox_id, received_at) WHERE direction = 'in';
        CREATE INDEX cases_by_contact ON cases (contact_id) WHERE contact_id IS NOT NULL;
        CREATE INDEX leads_by_contact ON leads (contact_id) WHERE contact_id IS NOT NULL;
        \(dialect.fullTextIndex(
            SearchText.index, columns: SearchText.Column.allCases.map(\.rawValue), of: "email"))
        \(arrivals(dialect))

        """
    }
}
