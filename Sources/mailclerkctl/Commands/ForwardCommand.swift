// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk

/// `forward`: an email passed on to somebody else.
struct ForwardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forward", abstract: "Pass an email on, with its attachments.",
        discussion: """
            The text above it comes on standard input, and may be empty there; on a terminal VISUAL \
            or EDITOR opens on it.
            """)

    @Argument(help: ArgumentHelp("The email's number.", valueName: "id"))
    var id: Int64

    @Argument(help: ArgumentHelp("Whom it goes to.", valueName: "address"))
    var addresses: [String]

    @Flag(help: "As a message attached to this one, header and all.")
    var asAttachment = false

    @OptionGroup var options: ComposeOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let to = try addresses.map(ComposeOptions.address)
        var request = ComposeRequest(
            emailID: id, purpose: .forward(to: to, asAttachment: asAttachment))
        try options.complete(&request)
        var arguments = ["forward", String(id)] + options.argumentsOfChild
        if asAttachment { arguments.append("--as-attachment") }
        arguments += (global.asUser.map { ["--as=\($0)"] } ?? []) + ["--"] + addresses
        let session = try Session(global, for: .everybody, staysHere: !options.draft)
        let dispatch = ComposeDispatch(
            session: session, request: request, options: options,
            argumentsOfChild: arguments)
        try dispatch.run()
    }
}
