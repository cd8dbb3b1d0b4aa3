// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Intake
import Platform
import SystemMailbox
import Views

/// `explain`: explains the decisions about a message without delivering it.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Explain what would happen to a message, and why.",
        discussion: """
            The message is read from standard input; nothing is written. The envelope is taken \
            from the options and the message's trace fields; the environment is not read.
            """)

    @Option("address", name: .customShort("r"), help: "Set an envelope recipient.")
    var recipients: [String] = []

    @Option(
        "address", name: .customShort("f"),
        help: "Set the envelope sender; an empty value, <> or MAILER-DAEMON is the null sender.")
    var sender: String?

    @Option(
        "mailbox", name: .customShort("m"),
        help: "Deliver to this mailbox, given by name, whatever the recipients are.")
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
            arrival, store: store, isVisible: desk.mailboxesForDecisions)
        try desk.requireDecision(for: explanation.parts.count, mailbox: mailbox)
        session.output.show(ExplanationView(explanation))
        session.output.finish()
    }
}
