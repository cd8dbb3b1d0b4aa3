// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Intake
import Platform
import SystemMailbox

/// One run of a command: who asks, of which store, and where the answer goes.
struct Session {
    /// Whom a command is for.
    enum Audience {
        /// Everybody; the desk shows what the caller may see.
        case everybody
        /// Root and the store's owner.
        case owner
    }

    /// The store's file.
    let storePath: String
    /// Whether the answer is JSON.
    let isJSON: Bool
    /// Who asks.
    let caller: Caller
    /// The number of the user who owns the store, or will.
    let storeOwner: UInt32
    /// The time.
    let clock = Clock.ofProgram
    /// The answer.
    let output: Output

    /// Finds out who asks; the store is not opened yet.
    init(_ global: GlobalOptions, for audience: Audience, usesFiles: Bool = false) throws {
        storePath = global.storePath
        isJSON = global.json
        output = Output(isJSON: global.json)
        guard !storePath.hasPrefix("postgresql://"), !storePath.hasPrefix("postgres://") else {
            throw CommandProblem(.usage, "this build has no PostgreSQL; give the path of a store")
        }
        storeOwner = try Self.owner(of: storePath)
        let facts = Caller.Facts(
            userID: Account.realUserID, userName: try Account.current?.name,
            storeOwner: storeOwner, sudoUserID: Environment.value("SUDO_UID"))
        caller = try Caller(
            facts, asUser: global.asUser, hasStoreOption: global.store != nil,
            login: { (try? Account.numbered($0))?.name })
        if audience == .owner, !caller.viewer.isOwner {
            throw CommandProblem(.notAllowed, "this is for root and the store's owner alone")
        }
        if usesFiles, caller.isAgent {
            throw CommandProblem(.notAllowed, "no files through sudo; use standard output")
        }
    }

    /// Opens the store, as its owner where root asks; files of the caller must be read by now.
    func openStore() throws -> Store {
        try becomeOwner()
        return try Store.open(storePath)
    }

    /// Opens the store and sets up what the caller sees of it.
    func openDesk() throws -> Desk {
        try Desk(store: openStore(), viewer: caller.viewer)
    }

    /// The same for a list, on which an owner is told of emergency mail.
    func openDeskForList() throws -> Desk {
        let desk = try openDesk()
        warnOfEmergencyMail()
        return desk
    }

    /// Whether root would open the store as another user, and so could not write its own files.
    var changesUser: Bool { Account.effectiveUserID == 0 && storeOwner != 0 }

    /// Gives up root's rights for those of the store's owner.
    func becomeOwner() throws { try Self.become(storeOwner) }

    /// Gives up root's rights for those of this user; nothing for anybody else.
    static func become(_ userID: UInt32) throws {
        guard Account.effectiveUserID == 0, userID != 0 else { return }
        guard let owner = try Account.numbered(userID) else {
            throw CommandProblem(
                .notAllowed,
                "the store belongs to user \(userID), whom this system does not have; chown it")
        }
        try Account.becomeUser(owner)
    }

    /// Tells an owner, on standard error, that mail waits which a crash left behind.
    func warnOfEmergencyMail() {
        guard caller.viewer.isOwner else { return }
        guard let warning = try? EmergencyDirectory(storePath: storePath).warning() else { return }
        output.note("EMERGENCY: " + warning)
    }

    private static func owner(of path: String) throws(SystemError) -> UInt32 {
        if let store = try FileSystem.status(path) { return store.owner }
        return try FileSystem.status(FileSystem.directory(of: path))?.owner
            ?? Account.effectiveUserID
    }
}
