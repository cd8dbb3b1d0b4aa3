// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Platform

/// Who runs the program, and with whose rights.
struct Caller {
    /// What is known of the process.
    struct Facts {
        /// The real user's number.
        var userID: UInt32
        /// The real user's login name; nil when the system has none.
        var userName: String?
        /// The number of the user who owns the store, or will own it.
        var storeOwner: UInt32
        /// The variable SUDO_UID; nil when it is not set.
        var sudoUserID: String?
    }

    /// On whose behalf the store is looked at.
    var viewer: Viewer
    /// The caller came through the sudo entry for agents: no files, no other store.
    var isAgent: Bool

    /// Finds out who is asking.
    ///
    /// `login` gives the login name for a user's number.
    static func identify(
        _ facts: Facts, asUser: String?, hasStoreOption: Bool, login: (UInt32) -> String?
    ) throws(CommandProblem) -> Caller {
        let caller = try natural(facts, login: login)
        if caller.isAgent, hasStoreOption {
            throw CommandProblem(.notAllowed, "--store is for root and the store's owner")
        }
        guard let asUser else { return caller }
        guard caller.viewer.isOwner else {
            throw CommandProblem(.notAllowed, "--as is for root and the store's owner")
        }
        return Caller(viewer: .user(name: asUser), isAgent: false)
    }

    private static func natural(
        _ facts: Facts, login: (UInt32) -> String?
    ) throws(CommandProblem) -> Caller {
        if facts.userID == 0 { return Caller(viewer: .owner(name: "root"), isAgent: false) }
        let isStoreOwner = facts.userID == facts.storeOwner
        if isStoreOwner, let sudo = facts.sudoUserID, sudo != "0" {
            guard let name = UInt32(sudo).flatMap(login) else {
                throw CommandProblem(
                    .notAllowed, "SUDO_UID names no user of this system; start sudo as a user")
            }
            return Caller(viewer: .user(name: name), isAgent: true)
        }
        let name = facts.userName ?? "uid \(facts.userID)"
        return Caller(viewer: isStoreOwner ? .owner(name: name) : .user(name: name), isAgent: false)
    }
}
