// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import Platform
import Store
import SystemMailbox

/// The delivery agent that the mail server runs: reads one message, delivers it, exits with a
/// status.
@main
enum Filter {
    static func main() {
        let process = FilterProcess.prepare(quietUnlessTerminal: true)
        let log = SystemLog.open(ident: "mailclerk")
        // Without the handler a trap kills the process and the message is not saved.
        try? EmergencyCopy.install()
        let arguments = OwnProcess.arguments ?? []
        var options: FilterArguments?
        var problem = "the program was started without arguments, not even its name"
        do {
            if OwnProcess.arguments != nil { options = try FilterArguments(arguments) }
        } catch {
            problem = "\(error)"
        }
        if let options, options.wantsHelp || options.wantsVersion {
            let text = options.wantsHelp ? Usage.text : "mailclerk \(Version.text)"
            process.writeLine(text, to: .output)
            end(.done)
        }
        try? Deadline.start(
            seconds: options?.deadlineInSeconds ?? FilterArguments.usualDeadlineInSeconds)
        let clock = Clock.ofProgram
        guard process.hadInput else {
            log.error("deferred: standard input is closed, so there is no message")
            end(.temporary)
        }
        do {
            // All input is read, because some mail servers take unread input for a failure,
            // whatever the status.
            let buffer = try StandardInput.readAll()
            guard let options else {
                log.error("deferred: \(problem)")
                end(.temporary)
            }
            try run(options, arguments, buffer, clock, process, log)
        } catch {
            log.error("deferred: \(error)")
            end(.temporary)
        }
    }

    /// Delivers the message and exits; throws if the message must be deferred.
    private static func run(
        _ options: FilterArguments, _ arguments: [String], _ buffer: MessageBuffer, _ clock: Clock,
        _ process: FilterProcess, _ log: SystemLog
    ) throws -> Never {
        let environment = Environment.all()
        var arrival = options.arrival(
            input: buffer.bytes, environment: environment, receivedAt: clock.now())
        let location = StoreLocation(option: options.store)
        try becomeOwner(of: location)
        armEmergencyCopy(location, arguments, environment, buffer, arrival.receivedAt, log)
        TestHooks.trapIfAsked(arrival)

        try SizeLimit.check(location, messageSize: buffer.count)
        let store = try Store.open(location)
        let delivery = Delivery(store: store, clock: clock)
        let report = try delivery.deliver(&arrival)
        if report.refusal == nil {
            EmergencyCopy.disarm()
            Deadline.markCommitted()
        }
        if !report.parts.isEmpty {
            let problems = delivery.sendReplies(of: report)
            store.settle()
            let duration = clock.now() - arrival.receivedAt
            for part in report.parts { log.info(LogLine.of(part, duration: duration)) }
            for address in report.unresolved { log.info(LogLine.unresolved(address)) }
            for alarm in report.alarms { log.critical(alarm) }
            for problem in problems { log.warning(problem) }
        }
        // The store is not closed: the kernel closes files faster than SQLite frees its statements.
        withExtendedLifetime((store, report, arrival)) {
            end(status(of: report, process, log))
        }
    }

    private static func status(
        of report: Delivery.Report, _ process: FilterProcess, _ log: SystemLog
    ) -> ExitStatus {
        switch report.refusal {
        case nil: break
        case .deferred(let reason):
            log.warning("deferred: \(reason)")
        case .noSuchMailbox(let address):
            log.info("refused recipient=<\(LogLine.harmless(address))>: no such mailbox")
            // The mail server forwards this line, with its status code, to the sender.
            process.writeLine("5.1.1 no such mailbox here", to: .error)
        }
        return report.refusal?.exitStatus ?? .done
    }

    /// Drops root's privileges and becomes the store owner; does nothing for other users.
    ///
    /// An administrator may run the program as root, and later deliveries could not open files that
    /// root created beside the store.
    private static func becomeOwner(of location: StoreLocation) throws {
        guard Account.effectiveUserID == 0, let owner = try location.owner(),
            owner != 0, let account = try Account.numbered(owner)
        else { return }
        try Account.becomeUser(account)
    }

    /// Arranges that a crash saves the message; if there is no emergency directory, a crash defers
    /// it.
    private static func armEmergencyCopy(
        _ location: StoreLocation, _ arguments: [String], _ environment: [(String, String)],
        _ buffer: MessageBuffer, _ receivedAt: Int64, _ log: SystemLog
    ) {
        let envelope = environment.filter { FilterArguments.environmentNames.contains($0.0) }
        do {
            try EmergencyCopy.arm(
                directory: EmergencyDirectory(of: location).path,
                preamble: EmergencyFile.encode(
                    arguments: arguments, environment: envelope, receivedAt: receivedAt),
                message: buffer)
        } catch {
            log.warning("the message would not be saved in a crash: \(error)")
        }
    }

    private static func end(_ status: ExitStatus) -> Never {
        FilterProcess.exit(status.rawValue)
    }
}
