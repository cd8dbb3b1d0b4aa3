// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Intake
import JSON
import Platform
import Store
import SystemMailbox

/// One run of a command: the caller, the store and the output.
struct Session {
    /// The users who may run a command.
    enum Audience {
        /// All users; the desk shows what the caller may see.
        case everybody
        /// Only root and the store owner.
        case owner
    }

    /// The location of the store.
    let location: StoreLocation
    /// Whether the output is JSON.
    let isJSON: Bool
    /// The caller.
    let caller: Caller
    /// The ID of the user who owns the store, or will own it.
    let storeOwner: UInt32
    /// The entry through sudo for users who may not open the store; nil for others.
    let entry: SudoEntry?
    /// The clock of the program.
    let clock = Clock.ofProgram
    /// The output.
    let output: Output

    /// Creates a session: determines the caller, but does not open the store yet.
    ///
    /// If the caller needs sudo, the store owner's process runs the command and its status is
    /// thrown. A command with `usesFiles` or `staysHere` continues instead and runs children; one
    /// without `usesSudo` does with the caller's own rights what it can.
    init(
        _ global: GlobalOptions, for audience: Audience, usesFiles: Bool = false,
        staysHere: Bool = false, usesSudo: Bool = true
    ) throws {
        location = global.location
        isJSON = global.json
        try location.checkEngine()
        let facts = try AgentEntry.facts(of: location)
        storeOwner = facts.storeOwner
        caller = try Caller(
            facts, asUser: global.asUser, hasStoreOption: global.store != nil,
            login: { (try? Account.numbered($0))?.name })
        // A pager that is run for an agent would have the privileges of the store owner.
        let isPaged =
            audience == .everybody && !caller.isAgent && !global.json && !global.noPager
            && Terminal.isTerminal(1)
        output = Output(
            isJSON: global.json, whenLeft: audience == .owner ? .continues : .exits,
            isPaged: isPaged)
        try caller.require(isOwner: audience == .owner, files: usesFiles)
        let isStandard = global.store == nil && location == .standard
        let isForeign = ![0, storeOwner].contains(facts.userID) && storeOwner != 0
        entry = usesSudo && isStandard && isForeign ? try SudoEntry(to: storeOwner) : nil
        if let entry, !usesFiles, !staysHere {
            throw try isPaged ? entry.show(in: output) : entry.passThrough()
        }
    }

    /// Throws unless the caller is root or the store owner; `act` is a phrase such as `use files`.
    func requireOwner(to act: String) throws {
        guard caller.viewer.isOwner else { throw Self.ownerOnly(act) }
    }

    private static func ownerOnly(_ act: String) -> CommandProblem {
        CommandProblem(
            .notAllowed, "permission denied: only root and the store owner may \(act)")
    }

    /// Opens the store; root becomes the store owner, so the caller's files must be read first.
    func openStore() throws -> Store {
        try becomeOwner()
        return try Store.open(location)
    }

    /// Runs `body` with the privileges of the store owner, then restores those of the caller.
    func keepingRights<T>(_ body: () throws -> T) throws -> T {
        guard changesUser, let owner = try Account.numbered(storeOwner) else { return try body() }
        return try Account.acting(as: owner, body)
    }

    /// Opens the store for the caller.
    func openDesk() throws -> Desk {
        try Desk(store: openStore(), viewer: caller.viewer)
    }

    /// Opens the store for a list, and warns root and the store owner of emergency mail.
    func openDeskForList() throws -> Desk {
        let desk = try openDesk()
        warnOfEmergencyMail()
        return desk
    }

    /// Whether root must become another user to open the store and so cannot write its own files.
    var changesUser: Bool { Account.effectiveUserID == 0 && storeOwner != 0 }

    /// Whether children read the store, so that files are written with the caller's permissions.
    var usesChildren: Bool { changesUser || entry != nil }

    /// Runs a command in a child that may read the store, and returns its output.
    ///
    /// If the command fails, its messages appear on standard error and its status is thrown.
    func outputOfChild(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
        if let entry { return try entry.output(of: arguments, input: input) }
        return try OwnProgram.output(of: arguments, input: input, store: location)
    }

    /// Changes from root to the store owner.
    func becomeOwner() throws { try Self.become(storeOwner) }

    /// Changes from root to this user; does nothing for other users.
    static func become(_ userID: UInt32) throws {
        guard Account.effectiveUserID == 0, userID != 0 else { return }
        guard let owner = try Account.numbered(userID) else {
            throw CommandProblem(
                .notAllowed,
                "the store belongs to user \(userID), who does not exist on this system; use chown")
        }
        try Account.becomeUser(owner)
    }

    /// Prints the result of a command, as JSON or as lines, and finishes the output.
    func report(_ json: @autoclosure () throws -> JSON, _ lines: [String]) rethrows {
        if isJSON {
            output.json(try json())
        } else {
            for line in lines { output.line(Terminal.sanitised(line)) }
        }
        output.finish()
    }

    /// Delivers emergency mail in children, prints a line for each message, and returns the numbers
    /// of delivered and of other messages.
    func takeInEmergencyMail(_ effects: Arrival.Effects) throws -> (done: Int64, failed: Int64) {
        try EmergencyIntake(of: location, effects: effects) { arguments in
            OwnProgram.run(
                arguments, store: location, outputLimitInBytes: EmergencyIntake.outputLimitInBytes)
        }.run { line, isDelivered in
            if !isDelivered { return output.note(line) }
            if !isJSON { output.line(Terminal.sanitised(line)) }
        }
    }

    /// Warns root and the store owner if emergency mail is waiting.
    func warnOfEmergencyMail() {
        guard caller.viewer.isOwner else { return }
        guard let warning = try? EmergencyDirectory(of: location).warning() else { return }
        output.note("EMERGENCY: " + warning)
    }
}
