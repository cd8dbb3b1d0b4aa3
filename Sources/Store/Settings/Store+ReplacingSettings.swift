// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import JSON
import SQL
import SystemMailbox

extension Store {
    /// Replaces the current settings in one transaction and stores their files as a version.
    ///
    /// With the scope `access`, only roles, users and the access lists of existing mailboxes are
    /// taken from `new`. A mailbox that is not in `new` is archived and keeps its mail. Addresses
    /// that no longer belong to a mailbox remain known.
    ///
    /// - Throws: `StoreError.tooOld` if the last schema step is missing, because some settings
    ///   could not be stored; `SQLError` if the store failed.
    package func replaceSettings(
        _ new: Settings, files: [SettingsFile], scope: SettingsVersion.Scope, by: String,
        host: String,
        summary: String, at now: Int64
    ) throws -> SettingsVersion {
        guard hasCurrentSchema else {
            throw StoreError.tooOld(step: Migration.all.dropLast().last?.name ?? "none")
        }
        return try connection.transaction(.write) {
            let last = try connection.first("SELECT max(number) FROM settings_version") { row in
                try row.optionalInt()
            }
            let version = SettingsVersion(
                number: ((last ?? nil) ?? 0) + 1, appliedAt: now, appliedBy: by, host: host,
                scope: scope, summary: summary)
            try connection.execute(
                """
                INSERT INTO settings_version (number, applied_at, applied_by, host, scope, summary)
                VALUES ($1, $2, $3, $4, $5, $6)
                """, version.number, now, by, host, scope.rawValue, summary)
            for file in files {
                try connection.execute(
                    "INSERT INTO settings_file (version, path, contents) VALUES ($1, $2, $3)",
                    version.number, file.path, file.contents)
            }
            try replaceRolesAndUsers(new)
            if scope == .all {
                try replacePrograms(new.programs)
                try replaceMailboxes(new)
                try replaceTemplates(new.templates)
                try replaceSite(new, version: version.number)
            }
            for mailbox in new.mailboxes {
                guard let id = try mailboxID(named: mailbox.name) else { continue }
                try replaceAccess(mailbox.access, of: id)
            }
            return version
        }
    }

    /// Retires an address that no longer belongs to a mailbox, so that its mail is refused (67).
    ///
    /// Returns whether the address was known and belonged to no mailbox.
    package func retire(address folded: String) throws -> Bool {
        try connection.execute(
            "DELETE FROM address WHERE folded = $1 AND mailbox_id IS NULL", folded)
        return connection.changes > 0
    }

    private func mailboxID(named name: String) throws -> Int64? {
        try connection.first("SELECT id FROM mailbox WHERE name = $1", name) { row in
            try row.int()
        }
    }

    private func replaceRolesAndUsers(_ new: Settings) throws {
        for table in ["role_member", "role", "user_account"] {
            try connection.execute("DELETE FROM \(table)")
        }
        for (role, members) in new.roles.sorted(by: { $0.key < $1.key }) {
            try connection.execute("INSERT INTO role (name) VALUES ($1)", role)
            for (position, member) in members.enumerated() {
                try connection.execute(
                    """
                    INSERT INTO role_member (role, member, position) VALUES ($1, $2, $3)
                    ON CONFLICT (role, member) DO NOTHING
                    """, role, member, position)
            }
        }
        for user in new.users {
            try connection.execute(
                """
                INSERT INTO user_account (name, full_name, address, signature)
                VALUES ($1, $2, $3, $4)
                """, user.name, user.fullName, user.address, user.signature)
        }
    }

    private func replaceMailboxes(_ new: Settings) throws {
        try connection.execute("UPDATE mailbox SET archived = 1")
        try connection.execute("UPDATE address SET mailbox_id = NULL")
        try connection.execute("DELETE FROM rule")
        for mailbox in new.mailboxes {
            if let old = mailbox.renamedFrom, try mailboxID(named: mailbox.name) == nil {
                try connection.execute(
                    "UPDATE mailbox SET name = $1 WHERE name = $2", mailbox.name, old)
            }
            let id = try upsert(mailbox)
            for (position, address) in ([mailbox.address] + mailbox.aliases).enumerated() {
                try connection.execute(
                    """
                    INSERT INTO address (folded, written, mailbox_id, position)
                    VALUES ($1, $2, $3, $4)
                    ON CONFLICT (folded) DO UPDATE SET written = excluded.written,
                        mailbox_id = excluded.mailbox_id, position = excluded.position
                    """, AddressPattern.folded(address), address, id, position)
            }
            for (position, rule) in mailbox.rules.enumerated() {
                try insert(rule, position: position, mailboxID: id)
            }
        }
    }

    private func upsert(_ mailbox: MailboxSettings) throws -> Int64 {
        let action = mailbox.action
        let id = try connection.first(
            """
            INSERT INTO mailbox (
                name, label, address, archived, language, shadow, notify, reopen, convert_kinds,
                forms, own_lists, reply_token, cc_participants, action, action_owner,
                action_assign_to, action_status, action_priority, action_source, action_tags)
            VALUES ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                $18, $19)
            ON CONFLICT (name) DO UPDATE SET label = excluded.label, address = excluded.address,
                archived = 0, language = excluded.language, shadow = excluded.shadow,
                notify = excluded.notify, reopen = excluded.reopen,
                convert_kinds = excluded.convert_kinds, forms = excluded.forms,
                own_lists = excluded.own_lists, reply_token = excluded.reply_token,
                cc_participants = excluded.cc_participants,
                action = excluded.action, action_owner = excluded.action_owner,
                action_assign_to = excluded.action_assign_to,
                action_status = excluded.action_status,
                action_priority = excluded.action_priority,
                action_source = excluded.action_source, action_tags = excluded.action_tags
            RETURNING id
            """,
            mailbox.name, mailbox.label, mailbox.address, mailbox.language, mailbox.isShadow,
            mailbox.notify.rawValue, mailbox.reopen.rawValue,
            TextList.encode(mailbox.convertKinds.map(\.rawValue)), TextList.encode(mailbox.forms),
            TextList.encode(mailbox.ownLists), mailbox.hasReplyToken, mailbox.hasCcParticipants,
            action.kind.rawValue, action.owner, action.assignTo, action.status, action.priority,
            action.source,
            TextList.encode(action.tags)
        ) { row in try row.int() }
        guard let id else { throw StoreError.damaged(what: "no mailbox \(mailbox.name)") }
        return id
    }

    private func insert(_ rule: AutoResponseRule, position: Int, mailboxID: Int64) throws {
        try connection.execute(
            """
            INSERT INTO rule (
                mailbox_id, position, name, active, template, occasions, once_per, condition)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            mailboxID, position, rule.name, rule.isActive, rule.template,
            TextList.encode(rule.on.map(\.rawValue)), rule.oncePer, rule.condition?.json.text)
    }

    private func replaceAccess(_ grants: [AccessGrant], of mailboxID: Int64) throws {
        try connection.execute("DELETE FROM mailbox_access WHERE mailbox_id = $1", mailboxID)
        for (position, grant) in grants.enumerated() {
            let (holder, name) =
                switch grant.holder {
                case .role(let name): ("role", name)
                case .user(let name): ("user", name)
                }
            try connection.execute(
                """
                INSERT INTO mailbox_access (mailbox_id, level, holder, name, position)
                VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (mailbox_id, level, holder, name) DO NOTHING
                """, mailboxID, grant.level.rawValue, holder, name, position)
        }
    }

    private func replaceTemplates(_ templates: [TemplateSource]) throws {
        try connection.execute("DELETE FROM template")
        for template in templates {
            let fields = JSON.array(
                template.fields.map { ["name": .string($0.name), "value": .string($0.value)] })
            try connection.execute(
                """
                INSERT INTO template (purpose, name, language, form, fields, body)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                template.purpose.rawValue, template.name, template.language,
                template.form.rawValue, fields.text, template.body)
        }
    }

    private func replaceSite(_ new: Settings, version: Int64) throws {
        let defaultMailbox = try new.defaultMailbox.flatMap { try mailboxID(named: $0) }
        let organization = JSON.object(
            JSONObject(
                new.organization.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
        let replies = new.replies
        try connection.execute("DELETE FROM site")
        try connection.execute(
            """
            INSERT INTO site (
                id, version, recipient_delimiter, default_mailbox_id, sendmail, limit_count,
                limit_within, daily_count, daily_within, total_count, total_within,
                trusted_authserv_ids, unauthenticated, spam, open_statuses, closed_statuses,
                organization)
            VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """,
            version, new.recipientDelimiter, defaultMailbox, TextList.encode(replies.sendmail),
            replies.limit.count, replies.limit.within, replies.dailyLimit.count,
            replies.dailyLimit.within, replies.totalLimit.count, replies.totalLimit.within,
            TextList.encode(replies.trustedAuthservIDs),
            replies.unauthenticated.rawValue, TextList.encode(replies.spam),
            TextList.encode(new.statuses.open), TextList.encode(new.statuses.closed),
            organization.text)
    }
}
