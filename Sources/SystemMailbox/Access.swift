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

    /// The access of the store's owner: everything in every mailbox.
    package init(ofOwnerIn mailboxIDs: [Int64]) {
        levels = Dictionary(mailboxIDs.map { ($0, .manage) }) { first, _ in first }
    }

    /// The access that grants give a user.
    ///
    /// - Parameters:
    ///   - user: The login name.
    ///   - roles: The members of each role.
    ///   - grants: The grants of each mailbox, by its number.
    ///   - isMember: Tells whether a user is in a Unix group.
    package init(
        of user: String, roles: [String: [String]], grants: [Int64: [AccessGrant]],
        isMember: (_ user: String, _ group: String) -> Bool = Access.isMember
    ) {
        let held = Self.roles(of: user, among: roles, isMember: isMember)
        levels = grants.compactMapValues { grants in
            grants.filter { Self.isGiven($0, to: user, in: held) }.map(\.level).max()
        }
    }

    /// Those of the users to whom a mailbox's grants give a permission, in their order.
    ///
    /// - Parameters:
    ///   - permission: The permission.
    ///   - users: The login names in question.
    ///   - roles: The members of each role.
    ///   - grants: The mailbox's grants.
    ///   - isMember: Tells whether a user is in a Unix group.
    /// - Returns: Login names.
    package static func users(
        with permission: Permission, among users: [String], roles: [String: [String]],
        grants: [AccessGrant],
        isMember: (_ user: String, _ group: String) -> Bool = Access.isMember
    ) -> [String] {
        let sufficient = grants.filter { $0.level >= permission.level }
        return users.filter { user in
            let held = Self.roles(of: user, among: roles, isMember: isMember)
            return sufficient.contains { isGiven($0, to: user, in: held) }
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
