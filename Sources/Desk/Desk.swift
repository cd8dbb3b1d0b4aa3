// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// What a person sees of mail and records, and the marks that reading leaves.
///
/// Everything goes through the viewer's access, which is looked up when the desk is made: one desk
/// serves one request. Everything throws what the store throws, and `DeskError`.
package struct Desk {
    /// Who is asking.
    package let viewer: Viewer
    /// What the viewer may do.
    package let access: Access
    let store: Store
    /// Tells whether a user is in a Unix group.
    let isMember: (_ user: String, _ group: String) -> Bool

    /// A desk for one request of a viewer.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - viewer: Who is asking.
    ///   - isMember: Tells whether a user is in a Unix group.
    /// - Throws: What the store throws.
    package init(
        store: Store, viewer: Viewer,
        isMember: @escaping (_ user: String, _ group: String) -> Bool = Access.isMember
    ) throws {
        self.isMember = isMember
        self.store = store
        self.viewer = viewer
        access = try Access(of: viewer, in: store, isMember: isMember)
    }

    /// The mailboxes that the viewer may read, by name, the archived ones last.
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

    /// Throws `DeskError.needs` where a mailbox that the viewer may read does not permit this.
    func require(_ permission: Permission, in mailboxID: Int64, named name: String) throws {
        guard access.permits(permission, in: mailboxID) else {
            throw DeskError.needs(permission.level, mailbox: name)
        }
    }

    /// The keys of the mailboxes that a list is about: that of the name, or for nil all that the
    /// viewer may read.
    func mailboxIDs(named name: String?) throws -> [Int64] {
        guard let name else { return access.readable }
        let mailbox = try store.mailboxes(isArchived: nil).first { $0.name == name }
        guard let mailbox, access.permits(.see, in: mailbox.id) else {
            throw DeskError.noSuchMailbox(name)
        }
        return [mailbox.id]
    }
}
