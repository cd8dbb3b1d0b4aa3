// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk

/// `reply`: a user's reply to an email.
struct ReplyCommand: ParsableCommand {
    /// Whether the reply quotes the email.
    enum Quoting: String, EnumerableFlag {
        case quote
        case noQuote

        static func help(for value: Quoting) -> ArgumentHelp? {
            switch value {
            case .quote: "Quote the email below the text. This is the default."
            case .noQuote: "Do not quote the email."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Reply to an email.",
        discussion: """
            The text is read from standard input; on a terminal VISUAL or EDITOR is run. Nothing \
            is sent if the text is empty.
            """)

    @Argument(help: ArgumentHelp("The ID of the email.", valueName: "id"))
    var id: Int64

    @Flag(help: "Reply to all participants, not only to the author.")
    var all = false

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Start with this saved reply.", valueName: "name"))
    var saved: String?

    @Flag(exclusivity: .exclusive)
    var quoting = Quoting.quote

    @Flag(help: "Reply even if somebody else has replied since you looked.")
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
