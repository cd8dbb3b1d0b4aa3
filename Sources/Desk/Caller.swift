// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Who runs a program at a terminal or from a timer, and with whose rights.
package struct Caller: Equatable, Sendable {
    /// What is known of the process.
    package struct Facts: Sendable {
        /// The real user's number.
        package var userID: UInt32
        /// The real user's login name; nil when the system has none.
        package var userName: String?
        /// The number of the user who owns the store, or will own it.
        package var storeOwner: UInt32
        /// The number of the user who owns the standard store, into whose rights the sudo entry
        /// leads; nil when there is none.
        package var standardStoreOwner: UInt32?
        /// The variable SUDO_UID; nil when it is not set.
        package var sudoUserID: String?

        /// Facts about a process of this user, for a store of this owner.
        package init(
            userID: UInt32, userName: String?, storeOwner: UInt32, standardStoreOwner: UInt32?,
            sudoUserID: String?
        ) {
            self.userID = userID
            self.userName = userName
            self.storeOwner = storeOwner
            self.standardStoreOwner = standardStoreOwner
            self.sudoUserID = sudoUserID
        }

        /// Whether sudo lent an owner's rights to somebody else: whatever store is named, a process
        /// of the standard store's owner is on loan.
        package var isOnLoan: Bool {
            guard userID != 0, let sudoUserID, sudoUserID != "0" else { return false }
            return userID == storeOwner || userID == standardStoreOwner
        }
    }

    /// Why a caller is not served.
    package enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        /// `--as` by somebody who is neither root nor the owner.
        case asOption
        /// `--store` by an agent who came through sudo.
        case storeOption
        /// SUDO_UID is nobody's number.
        case unknownAgent

        /// A sentence for people.
        package var description: String {
            switch self {
            case .asOption: "--as is for root and the store's owner"
            case .storeOption: "--store is for root and the store's owner"
            case .unknownAgent:
                "SUDO_UID names no user of this system; start sudo as a user who has a login name"
            }
        }
    }

    /// On whose behalf the store is looked at.
    package let viewer: Viewer
    /// The caller came through the sudo entry for agents: no files, no other store.
    package let isAgent: Bool

    /// Finds out who is asking.
    ///
    /// Root is an owner whatever SUDO_UID says, and so is the store's owner, unless SUDO_UID tells
    /// that the owner's rights are lent to an agent: then it is the agent who asks. Everybody else
    /// is who they are.
    ///
    /// - Parameters:
    ///   - facts: What is known of the process.
    ///   - asUser: The user of `--as`; nil when the option was not given.
    ///   - hasStoreOption: Whether `--store` was given.
    ///   - login: Gives the login name for a user's number; nil when the system has none.
    /// - Throws: `Refusal`.
    package init(
        _ facts: Facts, asUser: String?, hasStoreOption: Bool, login: (UInt32) -> String?
    ) throws(Refusal) {
        let natural = try Self.natural(facts, login: login)
        if natural.isAgent, hasStoreOption { throw .storeOption }
        guard let asUser else {
            self = natural
            return
        }
        guard natural.viewer.isOwner else { throw .asOption }
        self.init(viewer: .user(name: asUser), isAgent: false)
    }

    private init(viewer: Viewer, isAgent: Bool) {
        self.viewer = viewer
        self.isAgent = isAgent
    }

    private static func natural(
        _ facts: Facts, login: (UInt32) -> String?
    ) throws(Refusal) -> Caller {
        if facts.userID == 0 { return Caller(viewer: .owner(name: "root"), isAgent: false) }
        if facts.isOnLoan {
            let name = facts.sudoUserID.flatMap { UInt32($0) }.flatMap(login)
            guard let name else { throw .unknownAgent }
            return Caller(viewer: .user(name: name), isAgent: true)
        }
        let isStoreOwner = facts.userID == facts.storeOwner
        let name = facts.userName ?? "uid \(facts.userID)"
        return Caller(viewer: isStoreOwner ? .owner(name: name) : .user(name: name), isAgent: false)
    }
}
