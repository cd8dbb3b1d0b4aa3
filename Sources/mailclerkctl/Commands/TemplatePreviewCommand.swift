// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Intake
import Platform
import Store
import SystemMailbox
import Trial
import Views

/// `template`: previews the templates of replies.
struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Preview the templates of replies.",
        subcommands: [TemplatePreviewCommand.self])
}

/// `template preview`: renders a template for a message.
struct TemplatePreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Render a template for a message.",
        discussion: """
            The message is read from standard input; without a message, a sample is used. Rules \
            and vetoes are not evaluated, and nothing is written.
            """)

    @Argument(
        help: ArgumentHelp(
            "The template; saved/NAME is a saved reply.",
            valueName: "name"))
    var name: String

    @Option("tag", help: "Use this language, not the one that the message asks for.")
    var lang: String?

    @Option("mailbox", name: .customShort("m"), help: "Reply as this mailbox.")
    var mailbox: String?

    @Option(
        "dir",
        help: "Use the edited settings in this directory. The default is the current settings.")
    var config: String?

    @Flag(help: "Print the HTML instead of the text.")
    var html = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody, usesFiles: config != nil)
        if config != nil { try session.requireOwner(to: "use --config") }
        let input = Terminal.isTerminal(0) ? [] : try StandardInput.readAll().bytes
        let edited = try config.map { try EditedSettings.load($0, session) }
        let store = try edited.map { try ScratchStore($0).store } ?? session.openStore()
        let desk =
            edited == nil ? try Desk(store: store, viewer: session.caller.viewer) : nil
        let request = PreviewRequest(name: name, language: lang, mailbox: mailbox)
        let result = try request.run(
            on: input, in: store, at: session.clock.now(), isVisible: desk?.mailboxesForDecisions)
        show(result, session)
    }

    private func show(_ result: PreviewRequest.Result, _ session: Session) {
        let output = session.output
        let view = TemplatePreviewView(
            result.preview, name: name, purpose: result.purpose, languages: result.languages)
        guard !session.isJSON else {
            output.json(view.json)
            return output.finish()
        }
        for (name, value) in view.fields {
            output.line(output.style.dimmed(name + ":") + " " + Terminal.sanitised(value))
        }
        output.line()
        output.line(Terminal.sanitised(view.body(asHTML: html), keepsLines: true))
        for remark in view.remarks(asHTML: html) { output.note(remark) }
        output.finish()
    }
}
