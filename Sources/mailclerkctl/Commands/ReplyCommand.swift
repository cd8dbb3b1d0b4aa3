// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk

/// `reply`: replies to an email.
struct ReplyCommand: ParsableCommand {
    /// Whether the reply quotes the original.
    enum Quoting: String, EnumerableFlag {
        case quote
        case noQuote

        static func help(for value: Quoting) -> ArgumentHelp? {
            switch value {
            case .quote: "Quote the original below the text."
            case .noQuote: "Do not quote the original."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Reply to an email.",
        discussion: """
            The text is read from standard input; on a terminal VISUAL or EDITOR opens instead. \
            Nothing is sent without any text.
            """)

    @OptionGroup var email: EmailArgument

    @Flag(help: "Reply also to the other recipients of the email.")
    var all = false

    @Option("name", help: "Insert a saved reply above the text.")
    var saved: String?

    @Flag(exclusivity: .exclusive)
    var quoting = Quoting.quote

    @Flag(help: "Reply even if somebody else has replied since you last looked.")
    var force = false

    @OptionGroup var options: ComposeOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var request = ComposeRequest(emailID: email.id, purpose: .reply(toAll: all))
        try options.complete(&request)
        request.saved = saved
        request.isQuoting = quoting == .quote
        request.isForced = force
        var arguments = ["reply", String(email.id)] + options.argumentsOfChild
        if all { arguments.append("--all") }
        if let saved { arguments.append("--saved=\(saved)") }
        if quoting == .noQuote { arguments.append("--no-quote") }
        if force { arguments.append("--force") }
        let session = try Session(global, for: .everybody, staysHere: !options.draft)
        let dispatch = ComposeDispatch(
            session: session, request: request, options: options,
            argumentsOfChild: arguments + global.userArguments)
        try dispatch.run()
    }
}
