// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import InternetMessage
import JSON
import Store
import SystemMailbox
import Transfer
import Upkeep
import Views

/// `contact forget`: exports everything about one person, then erases it.
struct ContactForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Export everything about one person, then erase it.",
        discussion: """
            Emails from or to the person and all other emails in threads that the person started \
            are erased, with cases, leads, journal, outbox entries and emergency mail. Emails of \
            others that mention the address remain; their IDs are printed.
            """)

    @Argument(help: "The mail address of the person.")
    var address: String

    @Option(
        "file", name: .customShort("o"),
        help: "Write the export to this new file. The default is ADDRESS.jsonl.")
    var path: String?

    @Flag(help: "Only count; write and erase nothing.")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard address.contains("@"), Address.parse(address) != nil else {
            throw ValidationError("invalid address \"\(address)\"")
        }
    }

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: true)
        let path = path ?? address.replacing("/", with: "_") + ".jsonl"
        let (footprint, emergency) = try export(to: path, session)
        var view = PersonErasureView(
            of: address, footprint, emergency: emergency.count, export: dryRun ? nil : path)
        view.copies = try PersonErasure.copies(of: session.location)
        guard !dryRun else { return report(view, session) }
        let store = try session.openStore()
        (view.erasure, view.notRebuilt) = try PersonErasure(store, address: address).run(
            footprint, emergency: emergency.map(\.name))
        _ = try store.updateSearchIndex()
        let isWhole = try store.footprint(ofAddress: address).isEmpty
        report(view, session)
        guard isWhole else {
            throw CommandProblem(
                .temporary, "new data of \(address) arrived meanwhile; run the command again")
        }
    }

    private func report(_ view: PersonErasureView, _ session: Session) {
        session.report(view.json, view.lines)
        guard !session.isJSON else { return }
        for warning in view.warnings { session.output.warn(warning) }
    }

    /// Finds everything about the person and, unless this is a dry run, writes it to the file.
    private func export(
        to path: String, _ session: Session
    ) throws -> (PersonData, [EmergencyMail]) {
        let (store, emergency) = try session.keepingRights {
            (
                try Store.open(session.location),
                try EmergencyMail.mentioning(address, beside: session.location)
            )
        }
        defer { store.connection.close() }
        _ = try store.updateSearchIndex()
        let footprint = try store.footprint(ofAddress: address)
        guard !footprint.isEmpty || !emergency.isEmpty else {
            throw DeskError.noSuchPerson(address)
        }
        if !dryRun {
            let desk = try Desk(store: store, viewer: session.caller.viewer)
            try PersonExport(footprint, emergency: emergency, in: store, through: desk)
                .write(to: path, json: \.json)
        }
        return (footprint, emergency)
    }
}

extension PersonEntry {
    /// The entry as JSON, in the form of lists and `show`.
    fileprivate var json: JSON {
        switch self {
        case .contact(let contact): contact.transferJSON
        case .case(let row, let emailIDs, let events): row.json(emailIDs: emailIDs, notes: events)
        case .lead(let row, let emailIDs, let events): row.json(emailIDs: emailIDs, notes: events)
        case .event(let event): event.transferJSON
        case .email(let row, let raw):
            .object(TransferLine(row, raw: raw, listed: row.json).object)
        case .journal(let entry): entry.json
        case .outbox(let row, _): row?.json ?? .null
        case .emergency(let mail): mail.transferJSON
        }
    }
}
