// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk

/// `reply`: a person's answer to an email.
struct ReplyCommand: ParsableCommand {
    /// Whether the answer quotes what it answers.
    enum Quoting: String, EnumerableFlag {
        case quote
        case noQuote

        static func help(for value: Quoting) -> ArgumentHelp? {
            switch value {
            case .quote: "Quote the email below the text, as is usual."
            case .noQuote: "Do not quote it."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Answer an email.",
        discussion: """
            The text comes on standard input; on a terminal VISUAL or EDITOR opens on it. Without \
            any text nothing is sent.
            """)

    @Argument(help: ArgumentHelp("The email's number.", valueName: "id"))
    var id: Int64

    @Flag(help: "To everybody who takes part, not to the author alone.")
    var all = false

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("A saved reply to begin with.", valueName: "name"))
    var saved: String?

    @Flag(exclusivity: .exclusive)
    var quoting = Quoting.quote

    @Flag(help: "Even if somebody else has answered since you looked.")
    var force = false

    @OptionGroup var options: ComposeOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var request = ComposeRequest(emailID: id, purpose: .reply(toAll: all))
        try options.complete(&request)
        request.saved = saved
        request.isQuoting = quoting == .quote
        request.isForced = force
        var arguments = ["reply", String(id)] + options.argumentsOfChild
        if all { arguments.append("--all") }
        if let saved { arguments.append("--saved=\(saved)") }
        if quoting == .noQuote { arguments.append("--no-quote") }
        if force { arguments.append("--force") }
        let session = try Session(global, for: .everybody, staysHere: !options.draft)
        let dispatch = ComposeDispatch(
            session: session, request: request, options: options,
            argumentsOfChild: arguments + (global.asUser.map { ["--as=\($0)"] } ?? []))
        try dispatch.run()
    }
}
