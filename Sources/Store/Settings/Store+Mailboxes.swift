// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import JSON
import SQL
import SystemMailbox

extension Store {
    /// The columns of a mailbox in the order in which `mailbox(_:)` reads them.
    private var mailboxColumns: String {
        """
        mailbox.id, mailbox.name, label, mailbox.address, archived, language, shadow, notify,
        reopen, convert_kinds, forms, own_lists, reply_token,
        \(hasCurrentSchema ? "cc_participants" : "1"), action, action_owner, action_assign_to,
        action_status, action_priority, action_source, action_tags
        """
    }

    /// The result of looking up an address.
    package enum AddressMatch: Equatable {
        /// A mailbox has the address `folded`.
        case mailbox(Mailbox, folded: String)
        /// A mailbox of earlier settings had the address; its mail is deferred, not refused.
        case former
        /// No mailbox has or had the address.
        case unknown
    }

    /// Looks up an address in the forms under which it may be stored, the most specific first.
    package func match(addressForms forms: [String]) throws -> AddressMatch {
        var isFormer = false
        for form in forms {
            let found = try connection.first(
                """
                SELECT \(mailboxColumns) FROM address
                LEFT JOIN mailbox ON mailbox.id = address.mailbox_id WHERE address.folded = $1
                """, form
            ) { row in row.isNextNull ? nil : try Self.mailbox(row) }
            switch found {
            case .some(.some(let mailbox)): return .mailbox(mailbox, folded: form)
            case .some(.none): isFormer = true
            case .none: continue
            }
        }
        return isFormer ? .former : .unknown
    }

    /// Returns the current mailbox of this name, or nil if there is none.
    package func mailbox(named name: String) throws -> Mailbox? {
        try connection.first(
            "SELECT \(mailboxColumns) FROM mailbox WHERE name = $1 AND archived = 0", name
        ) { row in try Self.mailbox(row) }
    }

    /// Returns the mailbox with this ID, archived or not, or nil if there is none.
    package func mailbox(id: Int64) throws -> Mailbox? {
        try connection.first(
            "SELECT \(mailboxColumns) FROM mailbox WHERE id = $1", id
        ) { row in try Self.mailbox(row) }
    }

    /// Returns the mailboxes by name; `isArchived` nil selects current and archived mailboxes.
    package func mailboxes(isArchived: Bool?) throws -> [Mailbox] {
        try connection.all(
            "SELECT \(mailboxColumns) FROM mailbox ORDER BY name"
        ) { row in try Self.mailbox(row) }
        .filter { isArchived == nil || $0.isArchived == isArchived }
    }

    /// Returns the aliases of a mailbox in the order of the settings.
    package func aliases(of mailboxID: Int64) throws -> [String] {
        try connection.all(
            """
            SELECT written FROM address WHERE mailbox_id = $1 AND position > 0 ORDER BY position
            """, mailboxID
        ) { row in try row.text() }
    }

    /// Returns whether a folded address belongs to a mailbox; mailboxes do not reply to each other.
    package func isOwnAddress(_ folded: String) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM address WHERE folded = $1 AND mailbox_id IS NOT NULL", folded
        ) { row in try row.int() } != nil
    }

    /// Returns whether an address, in any form under which it may be stored except wildcards,
    /// belongs to a mailbox.
    package func isOwnAddress(_ address: Address, delimiter: String) throws -> Bool {
        try AddressPattern.candidates(for: address, delimiter: delimiter)
            .contains { try !$0.utf8.starts(with: "*".utf8) && isOwnAddress($0) }
    }

    /// Returns the addresses of the users listed in `[users]`, as written in the settings.
    package func userAddresses() throws -> [String] {
        try connection.all(
            "SELECT address FROM user_account WHERE address IS NOT NULL"
        ) { row in try row.text() }
    }

    /// Returns whether a folded address belongs to a user listed in `[users]`.
    package func isUserAddress(_ folded: String) throws -> Bool {
        try userAddresses().contains { AddressPattern.isSame($0, as: folded) }
    }

    /// Returns the IDs of all mailboxes, including archived ones.
    package func mailboxIDs() throws -> [Int64] {
        try connection.all("SELECT id FROM mailbox ORDER BY id") { row in try row.int() }
    }

    /// Returns the access list of a mailbox in the order of the settings.
    package func access(of mailboxID: Int64) throws -> [AccessGrant] {
        try connection.all(
            """
            SELECT level, holder, name FROM mailbox_access WHERE mailbox_id = $1 ORDER BY position
            """, mailboxID
        ) { row in
            let level: AccessLevel = try row.code("level of access")
            let (holder, name) = (try row.text(), try row.text())
            switch holder {
            case "role": return AccessGrant(level: level, holder: .role(name))
            case "user": return AccessGrant(level: level, holder: .user(name))
            default: throw StoredValue.damage(holder, "holder of access")
            }
        }
    }

    /// Returns the rules of a mailbox in their order.
    ///
    /// - Throws: `StoreError.damaged` if a condition cannot be read, because a rule that cannot be
    ///   evaluated must not reply; `SQLError` if the store failed.
    package func rules(of mailboxID: Int64) throws -> [AutoResponseRule] {
        let rows = try connection.all(
            """
            SELECT name, active, template, occasions, once_per, condition FROM rule
            WHERE mailbox_id = $1 ORDER BY position
            """, mailboxID
        ) { row in
            let (name, isActive) = (try row.text(), try row.bool())
            var rule = AutoResponseRule(name: name, template: try row.text())
            rule.isActive = isActive
            rule.on = try row.codes("occasions of a rule")
            rule.oncePer = try row.optionalInt()
            return (rule, try row.optionalText())
        }
        return try rows.map { row in
            var (rule, text) = row
            guard let text else { return rule }
            guard let json = try? JSON(parsing: Array(text.utf8)),
                let condition = Condition(json: json)
            else { throw StoreError.damaged(what: "an invalid condition of rule \(rule.name)") }
            rule.condition = condition
            return rule
        }
    }

    private static func mailbox(_ row: borrowing Row) throws -> Mailbox {
        var mailbox = Mailbox(
            id: try row.int(), name: try row.text(), label: try row.text(),
            address: try row.text(), isArchived: try row.bool(), language: try row.text(),
            isShadow: try row.bool(), notify: try row.code("notify of a mailbox"),
            reopen: try row.code("reopen of a mailbox"),
            convertKinds: try row.codes("convert-kinds of a mailbox"),
            forms: try row.list("forms of a mailbox"),
            ownLists: try row.list("own-lists of a mailbox"), hasReplyToken: try row.bool(),
            hasCcParticipants: try row.bool(), action: Action())
        mailbox.action.kind = .init(rawValue: try row.text())
        mailbox.action.owner = try row.optionalText()
        mailbox.action.assignTo = try row.optionalText()
        mailbox.action.status = try row.optionalText()
        mailbox.action.priority = try row.text()
        mailbox.action.source = try row.text()
        mailbox.action.tags = try row.list("tags of an action")
        return mailbox
    }
}
