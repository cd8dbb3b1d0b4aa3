// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Access {
    /// Reads the access of a viewer from the current settings.
    ///
    /// - Parameters:
    ///   - viewer: The store owner or a user.
    ///   - store: The store with the settings.
    ///   - isMember: Returns whether a user is in a Unix group.
    /// - Throws: `SQLError` if the store failed.
    package init(
        of viewer: Viewer, in store: Store,
        isMember: (_ user: String, _ group: String) -> Bool = Access.isMember
    ) throws {
        let mailboxIDs = try store.mailboxes(isArchived: nil).map(\.id)
        switch viewer {
        case .owner:
            self.init(ofOwnerIn: mailboxIDs)
        case .user(let name):
            var grants: [Int64: [AccessGrant]] = [:]
            for id in mailboxIDs { grants[id] = try store.access(of: id) }
            self.init(
                of: name, roles: try store.roles(), grants: grants, isMember: isMember)
        }
    }

    /// Returns those of `users` who have a permission in a mailbox, in the order of `users`.
    ///
    /// - Parameters:
    ///   - permission: The permission.
    ///   - mailboxID: The ID of the mailbox.
    ///   - users: The login names to check.
    ///   - store: The store with the settings.
    ///   - isMember: Returns whether a user is in a Unix group.
    /// - Returns: The login names that have the permission.
    /// - Throws: `SQLError` if the store failed.
    package static func users(
        with permission: Permission, in mailboxID: Int64, among users: [String], of store: Store,
        isMember: (_ user: String, _ group: String) -> Bool = Access.isMember
    ) throws -> [String] {
        Access.users(
            with: permission, among: users, roles: try store.roles(),
            grants: try store.access(of: mailboxID), isMember: isMember)
    }
}
