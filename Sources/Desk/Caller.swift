// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Determines the user on whose behalf the program runs, and the privileges of the process.
///
/// The program may be started at a terminal, by a timer, through sudo or by a web server.
package struct Caller: Equatable, Sendable {
    /// Facts about the process.
    package struct Facts: Sendable {
        /// The real user ID.
        package var userID: UInt32
        /// The login name of the real user; nil if the system has none.
        package var userName: String?
        /// The ID of the user who owns the store, or will own it once it is created.
        package var storeOwner: UInt32
        /// The ID of the user who owns the standard store and as whom the sudo entry runs the
        /// program; nil if there is no standard store.
        package var standardStoreOwner: UInt32?
        /// The value of SUDO_UID; nil if it is not set.
        package var sudoUserID: String?

        /// Creates the facts about a process.
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

        /// Whether the process runs with the privileges of a store owner for another user, through
        /// sudo.
        ///
        /// This includes every process that sudo started as the owner of the standard store,
        /// whichever store it uses.
        package var isOnLoan: Bool {
            guard userID != 0, let sudoUserID, sudoUserID != "0" else { return false }
            return userID == storeOwner || userID == standardStoreOwner
        }
    }

    /// The reason why a caller is refused.
    package enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        /// `--as` was given by a user who is neither root nor the store owner.
        case asOption
        /// `--store` was given by a user who came through sudo.
        case storeOption
        /// SUDO_UID is not the ID of a user.
        case unknownAgent
        /// The web server has not authenticated the user.
        case notAuthenticated
        /// Only root and the store owner may run the command.
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
    /// Whether the process serves another user and has privileges which that user lacks: sudo started
    /// it as a store owner (see ``Facts/isOnLoan``), or a web server started it.
    ///
    /// Such a process uses no files of that user, no store given by `--store`, and runs no editor or
    /// pager.
    package let isAgent: Bool

    /// Determines the viewer from the facts about the process and the options.
    ///
    /// Root has the access of the store owner whatever the value of SUDO_UID is. So has the store
    /// owner, unless SUDO_UID shows that sudo started the process for another user: then the viewer
    /// is that user. All other users are viewers under their own names.
    ///
    /// - Parameters:
    ///   - facts: The facts about the process.
    ///   - asUser: The user of `--as`; nil if the option was not given.
    ///   - hasStoreOption: Whether `--store` was given.
    ///   - login: Returns the login name for a user ID, or nil if the system has none.
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

    /// Determines the viewer of a web page.
    ///
    /// The name is used only if the web server vouches for it, because some servers set REMOTE_USER
    /// to an unverified name from the client. A web user never has the store owner's access,
    /// whatever the name is.
    ///
    /// - Parameters:
    ///   - remoteUser: The value of REMOTE_USER; nil if it is not set.
    ///   - authentication: The value of MAILCLERK_AUTH, which the web server sets to `verified` if
    ///     it requires authentication; nil if it is not set.
    /// - Throws: `Refusal.notAuthenticated`.
    package init(remoteUser: String?, authentication: String?) throws(Refusal) {
        guard authentication == Self.verified, let remoteUser, !remoteUser.isEmpty else {
            throw .notAuthenticated
        }
        self.init(viewer: .user(name: remoteUser), isAgent: true)
    }

    /// Checks that the caller meets the requirements of a command.
    ///
    /// - Parameters:
    ///   - isOwner: Whether only root and the store owner may run it.
    ///   - files: Whether it uses files named by the user.
    /// - Throws: `Refusal.ownerOnly` or `Refusal.noFiles`.
    package func require(isOwner: Bool, files: Bool) throws(Refusal) {
        if isOwner, !viewer.isOwner { throw .ownerOnly }
        if files, isAgent { throw .noFiles }
    }

    /// The value of MAILCLERK_AUTH with which REMOTE_USER is used.
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
