// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Intake
import JSON
import Platform
import Store
import Submission
import SystemMailbox

/// `flush`: delivers emergency mail and sends everything that is due.
struct FlushCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flush",
        abstract: "Deliver emergency mail, send replies and run programs that are due.",
        discussion: """
            A timer must run it every minute. The status is \(ExitStatus.temporary.rawValue) if something remains due after \
            a failure.
            """)

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        try session.becomeOwner()
        let taken = try session.takeInEmergencyMail(Arrival.Effects())
        if let warning = try EmergencyDirectory(of: session.location).warning() {
            SystemLog.open(ident: "mailclerkctl").critical(warning)
        }
        let store = try Store.open(session.location)
        let outbox = try Delivery(store: store, clock: session.clock).outbox()
        var sent: Int64 = 0
        var failed: Int64 = 0
        while let (entry, outcome) = try outbox.sendNext() {
            let isAction = entry.kind == .action
            let name =
                isAction
                ? "action \(entry.id) of \(entry.recipient)"
                : "message \(entry.id) to \(entry.recipient)"
            switch outcome {
            case .accepted:
                sent += 1
                guard !session.isJSON else { break }
                session.output.line(Terminal.sanitised("\(isAction ? "ran" : "sent") \(name)"))
            case .failed(let reason):
                failed += 1
                let isOver = try store.outboxEntry(id: entry.id)?.state == .failed
                session.output.note(
                    "\(name) \(isOver ? "failed permanently" : "remains due"): \(reason)")
            }
        }
        let waiting = try store.refusedCount()
        SearchIndexing.updateDerivedTables(store, session)
        // If the disk has no space for the reserve, `purge` has to work without it.
        _ = try? DiskReserve(of: session.location)?.keep()
        store.settle()
        session.report(
            [
                "taken_in": .integer(taken.done), "not_taken_in": .integer(taken.failed),
                "sent": .integer(sent), "failed": .integer(failed), "waiting": .integer(waiting),
            ], [])
        if waiting > 0 || taken.failed > 0 { throw ExitCode(.temporary) }
    }
}
