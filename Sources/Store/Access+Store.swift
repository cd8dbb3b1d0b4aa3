// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Access {
    /// Reads the access of a viewer from the current settings.
    ///
    /// - Parameters:
    ///   - viewer: Who is asking.
    ///   - store: The store with the settings.
    ///   - isMember: Tells whether a user is in a Unix group.
    /// - Throws: Errors of the store.
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

    /// Those of the users who have a permission in one mailbox, in their order.
    ///
    /// - Parameters:
    ///   - permission: The permission.
    ///   - mailboxID: The mailbox.
    ///   - users: The login names in question.
    ///   - store: The store with the settings.
    ///   - isMember: Tells whether a user is in a Unix group.
    /// - Returns: Login names.
    /// - Throws: Errors of the store.
    package static func users(
        with permission: Permission, in mailboxID: Int64, among users: [String], of store: Store,
        isMember: (_ user: String, _ group: String) -> Bool = Access.isMember
    ) throws -> [String] {
        Access.users(
            with: permission, among: users, roles: try store.roles(),
            grants: try store.access(of: mailboxID), isMember: isMember)
    }
}
