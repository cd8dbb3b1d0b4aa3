// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// The operations of users: reads and changes mail and records with the access of a viewer.
///
/// The viewer's access is read when the desk is created; a desk therefore serves a single request.
/// The operations throw `DeskError` if they are refused, and `StoreError` or `SQLError` if the
/// store fails.
package struct Desk {
    /// The user who makes the request.
    package let viewer: Viewer
    /// The viewer's access to mailboxes.
    package let access: Access
    let store: Store
    /// The names of contacts that the viewer's mailboxes know.
    let contactNames: ContactNames
    /// Returns whether a user is a member of a Unix group.
    let isMember: (_ user: String, _ group: String) -> Bool

    /// Creates a desk for a single request of a viewer.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - viewer: The user who makes the request.
    ///   - isMember: Returns whether a user is a member of a Unix group.
    /// - Throws: `StoreError` or `SQLError` if the store fails.
    package init(
        store: Store, viewer: Viewer,
        isMember: @escaping (_ user: String, _ group: String) -> Bool = Access.isMember
    ) throws {
        self.isMember = isMember
        self.store = store
        self.viewer = viewer
        access = try Access(of: viewer, in: store, isMember: isMember)
        contactNames = ContactNames(store, in: access.readsEverything ? nil : access.readable)
    }

    /// Returns the mailboxes that the viewer may read, by name, the archived ones last.
    package func mailboxes() throws -> [MailboxOverview] {
        let counts = try store.mailCounts(in: access.readable, seenBy: viewer.name)
        let all = try store.mailboxes(isArchived: nil).compactMap { mailbox in
            try access.level(in: mailbox.id).map { level in
                MailboxOverview(
                    mailbox: mailbox, aliases: try store.aliases(of: mailbox.id),
                    count: counts[mailbox.id] ?? Store.MailCount(total: 0, unread: 0),
                    level: level)
            }
        }
        return all.filter { !$0.mailbox.isArchived } + all.filter { $0.mailbox.isArchived }
    }

    /// Throws `DeskError.needs` if the viewer lacks a permission in a mailbox that the viewer may
    /// read.
    func require(_ permission: Permission, in mailboxID: Int64, named name: String) throws {
        guard access.permits(permission, in: mailboxID) else {
            throw DeskError.needs(permission.level, mailbox: name)
        }
    }

    /// Returns the IDs of the mailboxes that a list covers: the mailbox with this name or, for nil,
    /// all mailboxes that the viewer may read.
    func mailboxIDs(named name: String?) throws -> [Int64] {
        guard let name else { return access.readable }
        let mailbox = try store.mailboxes(isArchived: nil).first { $0.name == name }
        guard let mailbox, access.permits(.see, in: mailbox.id) else {
            throw DeskError.noSuchMailbox(name)
        }
        return [mailbox.id]
    }
}
