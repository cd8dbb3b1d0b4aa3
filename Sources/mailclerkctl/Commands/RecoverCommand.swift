// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Intake
import Platform
import Store
import SystemMailbox

/// `take-in`: delivers one file of the emergency directory; `flush` and `replay` run it as a child.
struct RecoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "take-in", abstract: "Deliver one file of the emergency directory.",
        shouldDisplay: false)

    @Argument(help: "The file.")
    var file: String

    @Flag(help: "Open and change no records.")
    var noAct = false

    @Flag(help: "Send no replies.")
    var noReply = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: true)
        try session.becomeOwner()
        do {
            try deliver(session)
        } catch  where StoreFailure(error)?.isOfSurroundings == true {
            session.output.note(StoreFailure.text(of: error, store: session.location))
            throw ExitCode(EmergencyIntake.mustWait)
        } catch let error as StoreError {
            session.output.note("\(error)")
            throw ExitCode(EmergencyIntake.mustWait)
        }
    }

    private func deliver(_ session: Session) throws {
        var arrival = try arrival()
        let store = try Store.open(session.location)
        let delivery = Delivery(store: store, clock: session.clock)
        let report = try delivery.deliver(&arrival)
        switch report.refusal {
        case nil: break
        case .noSuchMailbox(let address):
            throw CommandProblem(.notFound, "no such mailbox: \(address)")
        case .deferred(let reason):
            // The settings prevent delivery, for example to an address of earlier settings.
            session.output.note(reason)
            throw ExitCode(EmergencyIntake.mustWait)
        }
        for problem in delivery.sendReplies(of: report) { session.output.note(problem) }
        store.settle()
    }

    /// Returns the message as mailclerk(8) received it, with envelope, environment and time.
    private func arrival() throws -> Arrival {
        let bytes = try FileSystem.read(file)
        guard let saved = EmergencyFile.parse(bytes) else {
            throw CommandProblem(.badInput, "not an emergency message: \(file)")
        }
        let arguments: FilterArguments
        do {
            arguments = try FilterArguments(saved.arguments)
        } catch {
            throw CommandProblem(.badInput, "\(file): \(error)")
        }
        // The store and the deadline in the saved arguments are ignored.
        var arrival = arguments.arrival(
            input: Array(bytes[saved.message]), environment: saved.environment,
            receivedAt: saved.receivedAt)
        arrival.effects.acts = !noAct
        arrival.effects.replies = !noReply
        return arrival
    }
}
