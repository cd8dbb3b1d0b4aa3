// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Desk
import InternetMessage
import JSON
import Platform
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
            Emails from or to the person and all others of threads that the person started are \
            erased, with cases, leads, journal, outbox and emergency mail. Emails of others that \
            only mention the address remain; their IDs are printed.
            """)

    @Argument(help: "The mail address of the person.")
    var address: String

    @Option(
        name: .customShort("o"), parsing: .unconditional,
        help: ArgumentHelp(
            "Write the export to this new file. The default is ADDRESS.jsonl.", valueName: "file"))
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
        var result = Result(footprint, emergency: emergency.count, path: dryRun ? nil : path)
        result.copies = try PersonErasure.copies(of: session.location)
        guard !dryRun else { return show(result, session) }
        let store = try session.openStore()
        (result.erasure, result.notRebuilt) = try PersonErasure(store, address: address).run(
            footprint, emergency: emergency.map(\.name))
        _ = try store.updateSearchIndex()
        let isWhole = try store.footprint(ofAddress: address).isEmpty
        show(result, session)
        guard isWhole else {
            throw CommandProblem(
                .temporary, "new data of \(address) arrived meanwhile; run the command again")
        }
    }

    /// Finds what there is and writes it to the file.
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

    /// What was done, or would be.
    private struct Result {
        let footprint: PersonData
        let emergency: Int
        let path: String?
        var erasure: Erasure?
        var notRebuilt: String?
        var copies: [String] = []

        init(_ footprint: PersonData, emergency: Int, path: String?) {
            self.footprint = footprint
            self.emergency = emergency
            self.path = path
        }
    }

    private func show(_ result: Result, _ session: Session) {
        var counts = Erasure()
        counts.emails = Int64(result.footprint.emailIDs.count)
        counts.cases = Int64(result.footprint.cases.count)
        counts.leads = Int64(result.footprint.leads.count)
        counts.contacts = Int64(result.footprint.contacts.count)
        counts = result.erasure ?? counts
        if session.isJSON {
            var object = counts.json
            object["address"] = .string(address)
            object["export"] = JSON(optional: result.path)
            object["emergency"] = .integer(Int64(result.emergency))
            object["mentions"] = .array(result.footprint.mentions.map { .integer($0) })
            object["copies"] = .array(result.copies.map { .string($0) })
            object["not_rebuilt"] = JSON(optional: result.notRebuilt)
            object["dry_run"] = .bool(result.erasure == nil)
            session.output.json(.object(object))
            return session.output.finish()
        }
        let verb = result.erasure == nil ? "would erase" : "erased"
        var lines = ["\(verb) \(counts.text)"]
        if result.emergency > 0 { lines.append("\(verb) \(result.emergency) emergency messages") }
        if let path = result.path { lines.append("exported it to \(path)") }
        if !result.footprint.mentions.isEmpty {
            let ids = result.footprint.mentions.map(String.init).joined(separator: " ")
            lines.append("emails of others that mention the address remain: \(ids)")
        }
        for line in lines { session.output.line(Terminal.sanitised(line)) }
        session.output.finish()
        for copy in result.copies {
            session.output.warn(
                "\(copy) is a copy of the store and was not changed; "
                    + "it may still hold this person's data")
        }
        if let reason = result.notRebuilt {
            session.output.warn("the store file was not rewritten: \(reason)")
        }
    }
}

extension PersonEntry {
    /// The entry in the JSON form that lists and `show` give it.
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
