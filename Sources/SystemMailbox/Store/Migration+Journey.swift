// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL

extension Migration {
    /// What follow-ups, programs as actions and alarms need beyond the first store.
    ///
    /// Only tables and indices are added: a filter that meets a store without them goes on as
    /// before (see ``Store/hasCurrentSchema``).
    static let journey = Migration(name: "002-journey") { _ in
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
        CREATE INDEX journal_degraded ON journal (at) WHERE event = 'degraded';

        """
    }
}
