// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Who asks for something, and with which privileges: at a terminal, from a timer, through sudo or
/// through a web server.
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
        /// The web server has not authenticated the user.
        case notAuthenticated
        /// The command is for root and the store owner.
        case ownerOnly
        /// The command uses files, and the process has privileges that the user does not have.
        case noFiles

        /// The message for the user.
        package var description: String {
            switch self {
            case .asOption: "permission denied: only root and the store owner may use --as"
            case .storeOption: "permission denied: only root and the store owner may use --store"
            case .unknownAgent:
                "SUDO_UID is not the ID of a user of this system; run sudo as a user with a login name"
            case .notAuthenticated:
                "permission denied: the web server has not authenticated the user"
            case .ownerOnly:
                "permission denied: only root and the store owner may run this command"
            case .noFiles: "permission denied: no files through sudo; use standard output"
            }
        }
    }

    /// The user on whose behalf the store is read and changed.
    package let viewer: Viewer
    /// Whether the process has the store owner's privileges and serves another user, through sudo or
    /// a web server: no files, no other store, no program of that user.
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

    /// The caller of a web page.
    ///
    /// The name counts only if the web server vouches for it: REMOTE_USER is also set by servers that
    /// pass on what a client claims. A user of the web never has the store owner's access, whatever
    /// the name is.
    ///
    /// - Parameters:
    ///   - remoteUser: The variable REMOTE_USER; nil if it is not set.
    ///   - authentication: The variable MAILCLERK_AUTH, which the web server sets to `verified` where
    ///     it requires authentication; nil if it is not set.
    /// - Throws: `Refusal.notAuthenticated`.
    package init(remoteUser: String?, authentication: String?) throws(Refusal) {
        guard authentication == Self.verified, let remoteUser, !remoteUser.isEmpty else {
            throw .notAuthenticated
        }
        self.init(viewer: .user(name: remoteUser), isAgent: true)
    }

    /// Checks what a command needs of its caller.
    ///
    /// - Parameters:
    ///   - isOwner: Whether it is for root and the store owner.
    ///   - files: Whether it uses files that the user names.
    /// - Throws: `Refusal.ownerOnly` or `Refusal.noFiles`.
    package func require(isOwner: Bool, files: Bool) throws(Refusal) {
        if isOwner, !viewer.isOwner { throw .ownerOnly }
        if files, isAgent { throw .noFiles }
    }

    /// The value of MAILCLERK_AUTH behind which REMOTE_USER counts.
    private static let verified = "verified"

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
