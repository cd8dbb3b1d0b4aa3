// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Decides what a viewer may do in each mailbox; no other code does.
///
/// A user has only the access that the settings of a mailbox grant to the user's name or to a role.
/// The members of a role are user names and, as `%group`, the members of Unix groups. Archived
/// mailboxes keep the access that they had.
package struct Access: Sendable {
    private let levels: [Int64: AccessLevel]
    /// Whether the viewer may read every mailbox.
    package let readsEverything: Bool

    /// Creates the access of the store owner: manage access to every mailbox.
    package init(ofOwnerIn mailboxIDs: [Int64]) {
        levels = Dictionary(mailboxIDs.map { ($0, .manage) }) { first, _ in first }
        readsEverything = true
    }

    /// Creates the access that grants give to a user.
    ///
    /// - Parameters:
    ///   - user: The login name.
    ///   - roles: The members of each role.
    ///   - grants: The grants of each mailbox, by its ID.
    ///   - isMember: Returns whether a user is a member of a Unix group.
    package init(
        of user: String, roles: [String: [String]], grants: [Int64: [AccessGrant]],
        isMember: (_ user: String, _ group: String) -> Bool = Access.isMember
    ) {
        let held = Self.roles(of: user, among: roles, isMember: isMember)
        levels = grants.compactMapValues { grants in
            grants.filter { Self.isGiven($0, to: user, in: held) }.map(\.level).max()
        }
        readsEverything = levels.count == grants.count
    }

    /// Returns the users to whom a mailbox's grants give a permission.
    ///
    /// - Parameters:
    ///   - permission: The permission.
    ///   - users: The login names to check.
    ///   - roles: The members of each role.
    ///   - grants: The mailbox's grants.
    ///   - isMember: Returns whether a user is a member of a Unix group.
    /// - Returns: The login names that have the permission, in the given order.
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

    /// Returns the viewer's level in a mailbox, or nil if the viewer has no access.
    package func level(in mailboxID: Int64) -> AccessLevel? { levels[mailboxID] }

    /// Returns whether the viewer has a permission in a mailbox.
    package func permits(_ permission: Permission, in mailboxID: Int64) -> Bool {
        levels[mailboxID].map { $0 >= permission.level } ?? false
    }

    /// The IDs of the mailboxes that the viewer may read, in ascending order; every list is limited
    /// to them.
    package var readable: [Int64] { levels.keys.filter { permits(.see, in: $0) }.sorted() }

    /// Returns whether a grant names a user or one of the user's roles.
    private static func isGiven(
        _ grant: AccessGrant, to user: String, in roles: Set<String>
    ) -> Bool {
        switch grant.holder {
        case .user(let name): name == user
        case .role(let role): roles.contains(role)
        }
    }

    /// Returns the roles of a user; the membership of each group is looked up once.
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

    /// Returns whether a user is currently a member of a Unix group; false if the system does not
    /// know the user or the lookup fails.
    package static func isMember(user: String, group: String) -> Bool {
        guard let account = try? Account.named(user) else { return false }
        return Account.isMember(user: account, group: group)
    }
}
