// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Migration {
    /// The tables that the message flow needs: settings, mail, records, outbox, journal.
    static let firstStore = Migration(name: "001-first-store") { dialect in
        settingsTables(dialect) + mailTables(dialect) + recordTables + outboxTables(dialect)
    }

    private static func settingsTables(_ dialect: Dialect) -> String {
        """
        CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
        INSERT INTO counter (name, value) VALUES ('case', 0), ('lead', 0);
        CREATE TABLE signing_key (
            number BIGINT PRIMARY KEY, secret \(dialect.bytes) NOT NULL, created_at BIGINT NOT NULL);

        CREATE TABLE settings_version (
            number BIGINT PRIMARY KEY, applied_at BIGINT NOT NULL, applied_by TEXT NOT NULL,
            host TEXT NOT NULL, scope TEXT NOT NULL, summary TEXT NOT NULL);
        CREATE TABLE settings_file (
            version BIGINT NOT NULL REFERENCES settings_version (number), path TEXT NOT NULL,
            contents TEXT NOT NULL, PRIMARY KEY (version, path));

        CREATE TABLE mailbox (
            id \(dialect.identity), name TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
            address TEXT NOT NULL, archived BIGINT NOT NULL, language TEXT NOT NULL,
            shadow BIGINT NOT NULL, notify TEXT NOT NULL, reopen TEXT NOT NULL,
            convert_kinds TEXT NOT NULL, forms TEXT NOT NULL, own_lists TEXT NOT NULL,
            reply_token BIGINT NOT NULL, action TEXT NOT NULL, action_owner TEXT,
            action_assign_to TEXT, action_status TEXT, action_priority TEXT NOT NULL,
            action_source TEXT NOT NULL, action_tags TEXT NOT NULL);
        CREATE TABLE site (
            id BIGINT PRIMARY KEY, version BIGINT NOT NULL, recipient_delimiter TEXT NOT NULL,
            default_mailbox_id BIGINT REFERENCES mailbox (id), sendmail TEXT NOT NULL,
            limit_count BIGINT NOT NULL, limit_within BIGINT NOT NULL,
            total_count BIGINT NOT NULL, total_within BIGINT NOT NULL,
            trusted_authserv_ids TEXT NOT NULL, unauthenticated TEXT NOT NULL,
            spam TEXT NOT NULL, open_statuses TEXT NOT NULL, closed_statuses TEXT NOT NULL,
            organization TEXT NOT NULL);
        CREATE TABLE address (
            folded TEXT PRIMARY KEY, written TEXT NOT NULL, mailbox_id BIGINT REFERENCES mailbox (id),
            position BIGINT NOT NULL);
        CREATE INDEX address_by_mailbox ON address (mailbox_id);
        CREATE TABLE rule (
            mailbox_id BIGINT NOT NULL REFERENCES mailbox (id), position BIGINT NOT NULL,
            name TEXT NOT NULL, active BIGINT NOT NULL, template TEXT NOT NULL,
            occasions TEXT NOT NULL, once_per BIGINT, condition TEXT,
            PRIMARY KEY (mailbox_id, position));
        CREATE TABLE template (
            purpose TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, form TEXT NOT NULL,
            fields TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (purpose, name, language, form));
        CREATE TABLE role (name TEXT PRIMARY KEY);
        CREATE TABLE role_member (
            role TEXT NOT NULL REFERENCES role (name), member TEXT NOT NULL,
            position BIGINT NOT NULL, PRIMARY KEY (role, member));
        CREATE TABLE user_account (
            name TEXT PRIMARY KEY, full_name TEXT, address TEXT, signature TEXT);
        CREATE TABLE mailbox_access (
            mailbox_id BIGINT NOT NULL REFERENCES mailbox (id), level TEXT NOT NULL,
            holder TEXT NOT NULL, name TEXT NOT NULL, position BIGINT NOT NULL,
            PRIMARY KEY (mailbox_id, level, holder, name));

        """
    }

    private static func mailTables(_ dialect: Dialect) -> String {
        """
        CREATE TABLE contact (
            id \(dialect.identity), folded TEXT NOT NULL UNIQUE, address TEXT NOT NULL, name TEXT,
            first_name TEXT NOT NULL, last_name TEXT NOT NULL, created_at BIGINT NOT NULL);
        CREATE TABLE thread (
            id \(dialect.identity), mailbox_id BIGINT NOT NULL REFERENCES mailbox (id),
            case_number BIGINT, lead_number BIGINT);
        CREATE INDEX thread_by_case ON thread (case_number) WHERE case_number IS NOT NULL;
        CREATE INDEX thread_by_lead ON thread (lead_number) WHERE lead_number IS NOT NULL;
        CREATE TABLE email (
            id \(dialect.identity), mailbox_id BIGINT NOT NULL REFERENCES mailbox (id),
            thread_id BIGINT NOT NULL REFERENCES thread (id), direction TEXT NOT NULL,
            kind TEXT NOT NULL, received_at BIGINT NOT NULL, sent_at BIGINT,
            from_name TEXT, from_address TEXT, to_list TEXT NOT NULL, cc_list TEXT NOT NULL,
            subject TEXT NOT NULL, snippet TEXT NOT NULL, attachments BIGINT NOT NULL,
            size BIGINT NOT NULL, verified BIGINT NOT NULL, message_id TEXT,
            message_key BIGINT NOT NULL, digest \(dialect.bytes) NOT NULL,
            envelope_sender TEXT, envelope_recipient TEXT);
        CREATE INDEX email_by_arrival ON email (mailbox_id, received_at);
        CREATE INDEX email_by_message ON email (mailbox_id, message_key);
        CREATE INDEX email_by_thread ON email (thread_id);
        CREATE TABLE email_raw (
            email_id BIGINT NOT NULL REFERENCES email (id), n BIGINT NOT NULL,
            bytes \(dialect.bytes) NOT NULL, PRIMARY KEY (email_id, n));
        CREATE TABLE read_mark (
            user_name TEXT NOT NULL, email_id BIGINT NOT NULL REFERENCES email (id),
            at BIGINT NOT NULL, PRIMARY KEY (user_name, email_id));

        """
    }

    private static let recordTables = """
        CREATE TABLE cases (
            number BIGINT PRIMARY KEY, mailbox_id BIGINT NOT NULL REFERENCES mailbox (id),
            subject TEXT NOT NULL, description TEXT NOT NULL, status TEXT NOT NULL,
            priority TEXT NOT NULL, source TEXT NOT NULL, owner TEXT, assigned_to TEXT,
            tags TEXT NOT NULL, contact_id BIGINT REFERENCES contact (id),
            created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL);
        CREATE INDEX cases_by_mailbox ON cases (mailbox_id, number);
        CREATE TABLE leads (
            number BIGINT PRIMARY KEY, mailbox_id BIGINT NOT NULL REFERENCES mailbox (id),
            name TEXT NOT NULL, notes TEXT NOT NULL, first_name TEXT NOT NULL,
            last_name TEXT NOT NULL, email TEXT, status TEXT NOT NULL, source TEXT NOT NULL,
            owner TEXT, contact_id BIGINT REFERENCES contact (id), created_at BIGINT NOT NULL);
        CREATE INDEX leads_by_mailbox ON leads (mailbox_id, number);

        """

    private static func outboxTables(_ dialect: Dialect) -> String {
        """
        CREATE TABLE outbox (
            id \(dialect.identity), email_id BIGINT NOT NULL REFERENCES email (id),
            mailbox_id BIGINT NOT NULL REFERENCES mailbox (id), kind TEXT NOT NULL,
            state TEXT NOT NULL, recipient TEXT NOT NULL, sender TEXT NOT NULL,
            correspondent TEXT NOT NULL, rule TEXT, message_id TEXT NOT NULL,
            message_key BIGINT NOT NULL, message \(dialect.bytes) NOT NULL,
            attempts BIGINT NOT NULL, due_at BIGINT NOT NULL, lease_until BIGINT,
            created_at BIGINT NOT NULL, sent_at BIGINT, last_error TEXT, answer_number BIGINT);
        CREATE INDEX outbox_waiting ON outbox (due_at) WHERE state IN ('due', 'sending');
        CREATE INDEX outbox_by_email ON outbox (email_id);
        CREATE INDEX outbox_by_message ON outbox (mailbox_id, message_key);
        CREATE INDEX outbox_by_answer ON outbox (mailbox_id, answer_number)
            WHERE answer_number IS NOT NULL;
        CREATE INDEX outbox_by_correspondent ON outbox (mailbox_id, correspondent, created_at);
        CREATE TABLE muted (
            mailbox_id BIGINT NOT NULL REFERENCES mailbox (id), correspondent TEXT NOT NULL,
            since BIGINT NOT NULL, last_mail_at BIGINT NOT NULL, thread_id BIGINT,
            PRIMARY KEY (mailbox_id, correspondent));
        CREATE TABLE journal (
            id \(dialect.identity), email_id BIGINT, mailbox_id BIGINT, at BIGINT NOT NULL,
            event TEXT NOT NULL, details TEXT NOT NULL);
        CREATE INDEX journal_by_email ON journal (email_id);

        """
    }
}
