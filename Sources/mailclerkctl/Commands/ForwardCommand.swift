// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk

/// `forward`: forwards an email.
struct ForwardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forward", abstract: "Forward an email with its attachments.",
        discussion: """
            The text above it is read from standard input and may be empty; on a terminal VISUAL \
            or EDITOR opens instead.
            """)

    @OptionGroup var email: EmailArgument

    @Argument(help: ArgumentHelp("Send the email to this address.", valueName: "address"))
    var addresses: [String]

    @Flag(help: "Attach the complete message, with its header and HTML.")
    var asAttachment = false

    @OptionGroup var options: ComposeOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let to = try addresses.map(ComposeOptions.address)
        var request = ComposeRequest(
            emailID: email.id, purpose: .forward(to: to, asAttachment: asAttachment))
        try options.complete(&request)
        var arguments = ["forward", String(email.id)] + options.argumentsOfChild
        if asAttachment { arguments.append("--as-attachment") }
        arguments += global.userArguments + ["--"] + addresses
        let session = try Session(global, for: .everybody, staysHere: !options.draft)
        let dispatch = ComposeDispatch(
            session: session, request: request, options: options,
            argumentsOfChild: arguments)
        try dispatch.run()
    }
}
