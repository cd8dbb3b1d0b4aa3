// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SQL
import SystemMailbox

extension Store {
    /// Returns the current settings that belong to no mailbox.
    ///
    /// - Throws: `StoreError.noSettings` if no settings were ever applied; `SQLError` if the store
    ///   failed.
    package func globalSettings() throws -> GlobalSettings {
        let usual = ReplySettings().dailyLimit
        let dailyLimit =
            hasCurrentSchema ? "daily_count, daily_within" : "\(usual.count), \(usual.within)"
        let globalSettings = try connection.first(
            """
            SELECT version, recipient_delimiter, default_mailbox_id, sendmail, limit_count,
                limit_within, \(dailyLimit), total_count, total_within, trusted_authserv_ids,
                unauthenticated, spam, open_statuses, closed_statuses, organization
            FROM site WHERE id = 1
            """
        ) { row in
            let (version, delimiter) = (try row.int(), try row.text())
            let defaultMailboxID = try row.optionalInt()
            var replies = ReplySettings()
            replies.sendmail = try row.list("command of sendmail")
            replies.limit = RateLimit(count: try row.int(), within: try row.int())
            replies.dailyLimit = RateLimit(count: try row.int(), within: try row.int())
            replies.totalLimit = RateLimit(count: try row.int(), within: try row.int())
            replies.trustedAuthservIDs = try row.list("trusted authserv-ids")
            replies.unauthenticated = try row.code("treatment of unauthenticated senders")
            replies.spam = try row.list("marks of spam")
            var statuses = Statuses()
            statuses.open = try row.list("open statuses")
            statuses.closed = try row.list("closed statuses")
            return GlobalSettings(
                version: version, recipientDelimiter: delimiter,
                defaultMailboxID: defaultMailboxID, replies: replies, statuses: statuses,
                organization: Self.names(in: try row.json("names of the organization")))
        }
        guard let globalSettings else { throw StoreError.noSettings }
        return globalSettings
    }

    /// Returns the current settings as one value, or nil if no settings were ever applied.
    package func currentSettings() throws -> Settings? {
        try connection.transaction(.read) {
            guard let globalSettings = try? globalSettings() else { return nil }
            var settings = Settings()
            settings.recipientDelimiter = globalSettings.recipientDelimiter
            settings.replies = globalSettings.replies
            settings.statuses = globalSettings.statuses
            settings.organization = globalSettings.organization
            settings.roles = try roles()
            settings.users = try users()
            settings.programs = try programs()
            settings.templates = try templates()
            for mailbox in try mailboxes(isArchived: false) {
                if mailbox.id == globalSettings.defaultMailboxID {
                    settings.defaultMailbox = mailbox.name
                }
                settings.mailboxes.append(try mailboxSettings(mailbox))
            }
            return settings
        }
    }

    /// Returns the applied versions, newest first; `limit` nil returns all.
    package func settingsHistory(limit: Int?, offset: Int) throws -> [SettingsVersion] {
        try connection.all(
            """
            SELECT number, applied_at, applied_by, host, scope, summary FROM settings_version
            ORDER BY number DESC LIMIT $1 OFFSET $2
            """, limit.map(Int64.init) ?? Int64.max, offset
        ) { row in
            SettingsVersion(
                number: try row.int(), appliedAt: try row.int(), appliedBy: try row.text(),
                host: try row.text(), scope: try row.code("scope of a settings version"),
                summary: try row.text())
        }
    }

    /// Returns the files of an applied version, ordered by path; empty if there is no such version.
    package func settingsFiles(version: Int64) throws -> [SettingsFile] {
        try connection.all(
            "SELECT path, contents FROM settings_file WHERE version = $1 ORDER BY path", version
        ) { row in SettingsFile(path: try row.text(), contents: try row.text()) }
    }

    /// Returns the folded addresses of earlier settings that belong to no mailbox now.
    package func formerAddresses() throws -> [String] {
        try connection.all(
            "SELECT folded FROM address WHERE mailbox_id IS NULL ORDER BY folded"
        ) { row in try row.text() }
    }

    /// Returns the members of each role, user names or `%group`.
    package func roles() throws -> [String: [String]] {
        var roles: [String: [String]] = [:]
        let rows = try connection.all(
            """
            SELECT role.name, role_member.member FROM role
            LEFT JOIN role_member ON role_member.role = role.name
            ORDER BY role.name, role_member.position
            """
        ) { row in (try row.text(), try row.optionalText()) }
        for (role, member) in rows {
            roles[role, default: []] += member.map { [$0] } ?? []
        }
        return roles
    }

    /// Returns the users with an entry in the settings, by login name.
    package func users() throws -> [User] {
        try connection.all(
            "SELECT name, full_name, address, signature FROM user_account ORDER BY name"
        ) { row in
            var user = User(name: try row.text())
            user.fullName = try row.optionalText()
            user.address = try row.optionalText()
            user.signature = try row.optionalText()
            return user
        }
    }

    private static func names(in json: JSON) -> [String: String] {
        var names: [String: String] = [:]
        for (name, value) in json.object ?? JSONObject() { names[name] = value.string }
        return names
    }

    private func mailboxSettings(_ mailbox: Mailbox) throws -> MailboxSettings {
        var settings = MailboxSettings(
            name: mailbox.name, label: mailbox.label, address: mailbox.address)
        settings.aliases = try aliases(of: mailbox.id)
        settings.language = mailbox.language
        settings.isShadow = mailbox.isShadow
        settings.notify = mailbox.notify
        settings.reopen = mailbox.reopen
        settings.convertKinds = mailbox.convertKinds
        settings.forms = mailbox.forms
        settings.ownLists = mailbox.ownLists
        settings.hasReplyToken = mailbox.hasReplyToken
        settings.hasCcParticipants = mailbox.hasCcParticipants
        settings.action = mailbox.action
        settings.access = try access(of: mailbox.id)
        settings.rules = try rules(of: mailbox.id)
        return settings
    }
}
