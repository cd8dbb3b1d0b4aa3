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

/// `contact forget`: everything of one person is exported, then erased.
struct ContactForgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Export everything of one person, then erase it.",
        discussion: """
            Erased are the emails that the person wrote or got and all others of the threads that \
            the person started, with cases, leads, journal, outbox and emergency mail. Emails of \
            others that mention the address stay; their numbers are printed.
            """)

    @Argument(help: "The person's mail address.")
    var address: String

    @Option(
        name: .customShort("o"), parsing: .unconditional,
        help: ArgumentHelp("The file to export to: JSON Lines.", valueName: "file"))
    var path: String?

    @Flag(help: "Count what would be erased; write and erase nothing.")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard address.contains("@"), Address.parse(address) != nil else {
            throw ValidationError("\(address) is no mail address")
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
            throw CommandProblem(.temporary, "more of \(address) came meanwhile; run it again")
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
        if let path = result.path { lines.append("all of it is in \(path)") }
        if !result.footprint.mentions.isEmpty {
            let ids = result.footprint.mentions.map(String.init).joined(separator: " ")
            lines.append("emails of others mention the address and stay: \(ids)")
        }
        for copy in result.copies { lines.append("\(copy) is a copy that holds what it held") }
        if let reason = result.notRebuilt {
            lines.append("the store's file was not written anew: \(reason)")
        }
        for line in lines { session.output.line(Terminal.sanitised(line)) }
        session.output.finish()
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
