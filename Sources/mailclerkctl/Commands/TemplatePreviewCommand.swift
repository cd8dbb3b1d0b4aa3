// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import InternetMessage
import Intake
import JSON
import Platform
import Store
import SystemMailbox
import Trial

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

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(
            "Use this language, not the one that the message asks for.", valueName: "tag"))
    var lang: String?

    @Option(
        name: .customShort("m"), parsing: .unconditional,
        help: ArgumentHelp("Reply as this mailbox.", valueName: "mailbox"))
    var mailbox: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(
            "Use the edited settings in this directory. The default is the current settings.",
            valueName: "dir"))
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
        let (preview, purpose) = (result.preview, result.purpose)
        let output = session.output
        let message = Message(preview.reply.bytes)
        let missing = Array(Set(preview.reply.missingNames)).sorted()
        if session.isJSON {
            output.json([
                "name": .string(name), "purpose": .string(purpose.rawValue),
                "mailbox": .string(preview.mailbox.name),
                "language": .string(preview.reply.language),
                "languages": .array(result.languages.map { .string($0) }),
                "to": .string(preview.reply.recipient), "subject": JSON(optional: message.subject),
                "text": JSON(optional: message.text), "html": JSON(optional: message.html),
                "message": .string(String(decoding: preview.reply.bytes, as: UTF8.self)),
                "record": JSON(optional: preview.record?.reference.name),
                "missing": .array(missing.map { .string($0) }),
            ])
            return output.finish()
        }
        for field in message.header.fields where purpose == .reply || isTemplates(field) {
            output.line(
                output.style.dimmed(field.name + ":") + " "
                    + Terminal.sanitised(field.unstructured()))
        }
        output.line()
        let body = html ? message.html : message.text ?? message.html
        output.line(
            Terminal.sanitised(body ?? "", keepsLines: true)
                .trimmingSuffix { $0.isNewline })
        if html, message.html == nil {
            output.note("the template has no HTML in \"\(preview.reply.language)\"")
        } else if !html, message.html != nil, message.text != nil {
            output.note("the template also has HTML; --html prints it")
        }
        output.note(
            preview.record.map { "the record is \($0.reference.name)" } ?? "no record")
        for missing in missing { output.note("empty value: \(missing)") }
        output.finish()
    }

    /// Whether the field comes from a saved reply; the others are set by the sender.
    private func isTemplates(_ field: HeaderField) -> Bool {
        let name = field.name.lowercased()
        return name == "subject"
            || (name.hasPrefix("x-") && name != "x-auto-response-suppress")
    }
}

extension String {
    /// The text without such characters at its end.
    fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return String(text)
    }
}
