// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Desk
import JSON
import Platform
import Store
import SystemMailbox
import Upkeep
import Views

/// `purge`: erases old mail.
struct PurgeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge",
        abstract: "Erase old mail with its records, journal and outbox entries.",
        discussion: """
            Mail of open cases and mail with outbox entries not yet sent remain. After an \
            interruption another run continues. It also works on a full disk.
            """)

    @Argument(help: "The mailbox. The default is all mailboxes.")
    var mailbox: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Erase mail older than this: 400d, 52w or a date.", valueName: "age"))
    var olderThan: String

    @Flag(help: "Only count; erase nothing.")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let now = session.clock.now()
        let cutoff = try DateArgument(olderThan, option: "--older-than", now: now).start
        guard cutoff <= now else {
            throw CommandProblem(.usage, "--older-than must not be in the future")
        }
        try session.becomeOwner()
        let store = try Purge.open(session.location)
        let mailboxes = try store.mailboxes(isArchived: nil).filter {
            mailbox == nil || $0.name == mailbox
        }
        if let mailbox, mailboxes.isEmpty { throw DeskError.noSuchMailbox(mailbox) }
        var purge = try Purge(
            store, Purge.Choice(mailbox: mailbox, cutoff: cutoff, isDryRun: dryRun))
        let outcome = try purge.run(mailboxes.map(\.id))
        if session.isJSON {
            session.output.json(outcome.json(isDryRun: dryRun))
        } else {
            for line in outcome.lines(isDryRun: dryRun) { session.output.line(line) }
        }
        session.output.finish()
    }
}

extension Erasure {
    /// The counts for programs.
    var json: JSONObject {
        JSONObject([
            ("emails", .integer(emails)), ("bytes", .integer(bytes)), ("cases", .integer(cases)),
            ("leads", .integer(leads)), ("contacts", .integer(contacts)),
            ("outbox", .integer(outbox)), ("journal", .integer(journal)),
        ])
    }

    /// The counts for people: `12 emails (3.2 MB), 4 cases`; what there is none of is left out.
    var text: String {
        let others = [
            (cases, "case", "cases"), (leads, "lead", "leads"), (contacts, "contact", "contacts"),
            (outbox, "outbox entry", "outbox entries"),
            (journal, "journal entry", "journal entries"),
        ]
        let mail = "\(emails) \(emails == 1 ? "email" : "emails")"
        let size = emails > 0 ? " (\(ByteCount.text(Int(bytes))))" : ""
        return
            ([mail + size]
            + others.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" })
            .joined(separator: ", ")
    }
}

extension Purge.Outcome {
    fileprivate func json(isDryRun: Bool) -> JSON {
        var object = erasure.json
        object["kept_open"] = .integer(keptOpen)
        object["kept_waiting"] = .integer(keptWaiting)
        object["size_before"] = .integer(sizeBefore)
        object["size_after"] = .integer(sizeAfter)
        object["room_kept"] = JSON(optional: roomKept)
        object["dry_run"] = .bool(isDryRun)
        return .object(object)
    }

    fileprivate func lines(isDryRun: Bool) -> [String] {
        var lines = ["\(isDryRun ? "would erase" : "erased") \(erasure.text)"]
        if keptOpen > 0 { lines.append("kept \(keptOpen) old emails: their cases are open") }
        if keptWaiting > 0 {
            lines.append("kept \(keptWaiting) old emails: they have outbox entries not yet sent")
        }
        if !isDryRun {
            let sizes = [sizeBefore, sizeAfter].map { ByteCount.text(Int($0)) }
            lines.append("size of the store: \(sizes[0]) before, \(sizes[1]) now")
            if let roomKept { lines.append("the store file was not shrunk fully: \(roomKept)") }
        }
        return lines
    }
}
