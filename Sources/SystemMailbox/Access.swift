// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// What a viewer may do in which mailbox: the one place that decides.
///
/// Nobody may do anything but what a mailbox's settings give, by name or by a role; members of a
/// role are user names or, as `%group`, the members of a Unix group. Archived mailboxes keep the
/// access that they had.
package struct Access: Sendable {
    private let levels: [Int64: AccessLevel]

    /// The access of a viewer as the settings stand now.
    ///
    /// - Parameters:
    ///   - viewer: Who is asking.
    ///   - store: The store with the settings.
    ///   - isMember: Tells whether a user is in a Unix group.
    /// - Throws: What the store throws.
    package init(
        of viewer: Viewer, in store: Store,
        isMember: (_ user: String, _ group: String) -> Bool = Access.isMember
    ) throws {
        let mailboxes = try store.mailboxes(isArchived: nil)
        switch viewer {
        case .owner:
            levels = Dictionary(mailboxes.map { ($0.id, .manage) }) { first, _ in first }
        case .user(let name):
            let held = Self.roles(of: name, among: try store.roles(), isMember: isMember)
            var levels: [Int64: AccessLevel] = [:]
            for mailbox in mailboxes {
                let given = try store.access(of: mailbox.id).filter {
                    Self.isGiven($0, to: name, in: held)
                }
                levels[mailbox.id] = given.map(\.level).max()
            }
            self.levels = levels
        }
    }

    /// Those of the users who may do something in one mailbox, in their order.
    ///
    /// - Parameters:
    ///   - permission: What they are to do.
    ///   - mailboxID: The mailbox.
    ///   - users: The login names in question.
    ///   - store: The store with the settings.
    ///   - isMember: Tells whether a user is in a Unix group.
    /// - Returns: Login names.
    /// - Throws: What the store throws.
    package static func users(
        with permission: Permission, in mailboxID: Int64, among users: [String], of store: Store,
        isMember: (_ user: String, _ group: String) -> Bool = Access.isMember
    ) throws -> [String] {
        let grants = try store.access(of: mailboxID).filter { $0.level >= permission.level }
        let roles = try store.roles()
        return users.filter { user in
            let held = Self.roles(of: user, among: roles, isMember: isMember)
            return grants.contains { isGiven($0, to: user, in: held) }
        }
    }

    /// The level in a mailbox; nil when it lets the viewer do nothing.
    package func level(in mailboxID: Int64) -> AccessLevel? { levels[mailboxID] }

    /// Whether the viewer may do something in a mailbox.
    package func permits(_ permission: Permission, in mailboxID: Int64) -> Bool {
        levels[mailboxID].map { $0 >= permission.level } ?? false
    }

    /// The keys of the mailboxes that the viewer may read, in their order: what each list is
    /// narrowed to.
    package var readable: [Int64] { levels.keys.filter { permits(.see, in: $0) }.sorted() }

    /// Whether a grant names a user, or one of the roles that the user has.
    private static func isGiven(
        _ grant: AccessGrant, to user: String, in roles: Set<String>
    ) -> Bool {
        switch grant.holder {
        case .user(let name): name == user
        case .role(let role): roles.contains(role)
        }
    }

    /// The roles that a user has; each group is asked for once.
    private static func roles(
        of user: String, among roles: [String: [String]],
        isMember: (_ user: String, _ group: String) -> Bool
    ) -> Set<String> {
        var groups: [String: Bool] = [:]
        var held: Set<String> = []
        for (role, members) in roles {
            let has = members.contains { member in
                guard member.utf8.first == UInt8(ascii: "%") else { return member == user }
                let group = String(member.dropFirst())
                if let known = groups[group] { return known }
                let answer = isMember(user, group)
                groups[group] = answer
                return answer
            }
            if has { held.insert(role) }
        }
        return held
    }

    /// Whether a user of this system is in a Unix group now; no where the system knows no such
    /// user or cannot say.
    package static func isMember(user: String, group: String) -> Bool {
        guard let account = try? Account.named(user) else { return false }
        return Account.isMember(user: account, group: group)
    }
}
