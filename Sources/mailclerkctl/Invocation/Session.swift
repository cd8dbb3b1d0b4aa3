// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Intake
import Platform
import SQL
import Store
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

    /// Where the store is.
    let location: StoreLocation
    /// Whether the answer is JSON.
    let isJSON: Bool
    /// Who asks.
    let caller: Caller
    /// The number of the user who owns the store, or will.
    let storeOwner: UInt32
    /// The way to the store for one who has no right to its file; nil for everybody else.
    let entry: SudoEntry?
    /// The time.
    let clock = Clock.ofProgram
    /// The answer.
    let output: Output

    /// Finds out who asks; the store is not opened yet.
    ///
    /// For one who reaches it through sudo the command runs on the other side, whose status is thrown,
    /// unless it is one that uses files or stays here for another reason: that one goes on, and asks
    /// children.
    init(
        _ global: GlobalOptions, for audience: Audience, usesFiles: Bool = false,
        staysHere: Bool = false
    ) throws {
        location = global.location
        isJSON = global.json
        try location.checkEngine()
        let facts = try AgentEntry.facts(of: location)
        storeOwner = facts.storeOwner
        caller = try Caller(
            facts, asUser: global.asUser, hasStoreOption: global.store != nil,
            login: { (try? Account.numbered($0))?.name })
        // A pager of an agent's would have the owner's rights.
        let isPaged =
            audience == .everybody && !caller.isAgent && !global.json && !global.noPager
            && Terminal.isTerminal(1)
        output = Output(
            isJSON: global.json, whenLeft: audience == .owner ? .continues : .exits,
            isPaged: isPaged)
        try caller.require(isOwner: audience == .owner, files: usesFiles)
        let isStandard = global.store == nil && location == .standard
        let isForeign = ![0, storeOwner].contains(facts.userID) && storeOwner != 0
        entry = isStandard && isForeign ? try SudoEntry(to: storeOwner) : nil
        if let entry, !usesFiles, !staysHere {
            throw try isPaged ? entry.show(in: output) : entry.passThrough()
        }
    }

    /// Refuses an act that only root and the store owner may do: `use files`.
    func requireOwner(to act: String) throws {
        guard caller.viewer.isOwner else {
            throw CommandProblem(
                .notAllowed, "permission denied: only root and the store owner may \(act)")
        }
    }

    /// Opens the store, as its owner where root asks; files of the caller must be read by now.
    func openStore() throws -> Store {
        try becomeOwner()
        return try Store.open(location)
    }

    /// Opens a store of whatever schema to copy it; root keeps its rights, to write the copy.
    ///
    /// All files of the store are opened, and made, with its owner's rights.
    func openForCopying() throws -> Connection {
        try keepingRights { try Store.copySource(location) }
    }

    /// Does something with the rights of the store's owner, and goes on with those of the caller.
    func keepingRights<T>(_ body: () throws -> T) throws -> T {
        guard changesUser, let owner = try Account.numbered(storeOwner) else { return try body() }
        return try Account.acting(as: owner, body)
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

    /// Whether children read the store, so that files are written with the caller's own rights.
    var usesChildren: Bool { changesUser || entry != nil }

    /// What a command prints that a child runs with the rights to read the store.
    ///
    /// Where the command fails, its complaint is passed on, and its status is thrown.
    func outputOfChild(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        if let entry { return try entry.output(of: arguments, input: input) }
        return try OwnProgram.output(of: arguments, input: input, store: location)
    }

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
        guard let warning = try? EmergencyDirectory(of: location).warning() else { return }
        output.note("EMERGENCY: " + warning)
    }
}
