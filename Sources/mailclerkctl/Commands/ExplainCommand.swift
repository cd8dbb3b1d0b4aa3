// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Intake
import Platform
import Store
import SystemMailbox

/// `explain`: what would become of a message, and why.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say what would become of a message, and why.",
        discussion: """
            The message comes on standard input; nothing is written. The envelope is what the \
            options and the message's trace fields say; the environment is not asked.
            """)

    @Option(
        name: .customShort("r"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("An envelope recipient.", valueName: "address"))
    var recipients: [String] = []

    @Option(
        name: .customShort("f"), parsing: .unconditional,
        help: ArgumentHelp(
            "The envelope sender; empty, <> or MAILER-DAEMON: the null sender.",
            valueName: "address"))
    var sender: String?

    @Option(
        name: .customShort("m"), parsing: .unconditional,
        help: ArgumentHelp("The mailbox by name, whatever the recipients.", valueName: "mailbox"))
    var mailbox: String?

    @Argument(help: ArgumentHelp("Further envelope recipients.", valueName: "address"))
    var operands: [String] = []

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let message = try StandardInput.readAll()
        var arrival = Arrival(input: message.bytes, receivedAt: session.clock.now())
        arrival.recipients = recipients + operands
        arrival.sender = sender
        arrival.mailboxName = mailbox
        let store = try session.openStore()
        let desk = try Desk(store: store, viewer: session.caller.viewer)
        // A verdict tells of the mailbox's settings and of the case that the message joins.
        let isOwner = desk.viewer.isOwner
        let explanation = try Explanation(
            arrival, store: store,
            isThere: isOwner ? nil : { desk.access.permits(.see, in: $0.id) })
        guard isOwner || !explanation.parts.isEmpty else {
            if let mailbox { throw DeskError.noSuchMailbox(mailbox) }
            throw CommandProblem(
                .notFound, "the message is for no mailbox, or for one that is not yours to see")
        }
        if session.isJSON {
            session.output.json(explanation.json)
        } else {
            show(explanation, session.output)
        }
        session.output.finish()
    }

    private func show(_ explanation: Explanation, _ output: Output) {
        for part in explanation.parts {
            VerdictText(part.verdict.json()).write(to: output)
            if let reply = part.reply {
                output.line()
                output.line(output.style.dimmed("The answer:"))
                output.line(
                    Terminal.sanitised(
                        String(decoding: reply.bytes, as: UTF8.self), keepsLines: true))
            }
            output.line()
        }
        var fields = FieldList()
        for address in explanation.unresolved { fields.add("Unresolved", address) }
        switch explanation.refusal {
        case .noSuchMailbox(let address): fields.add("Refusal", "no mailbox: \(address)")
        case .deferred(let reason): fields.add("Refusal", reason)
        case nil: break
        }
        fields.add("Exit", String(explanation.exitStatus))
        fields.write(to: output)
    }
}
