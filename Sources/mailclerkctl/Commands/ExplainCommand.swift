// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Views
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
        let explanation = try Explanation(
            arrival, store: store, isThere: desk.mailboxesForDecisions)
        try desk.requireDecision(for: explanation.parts.count, mailbox: mailbox)
        session.output.show(ExplanationView(explanation))
        session.output.finish()
    }
}
