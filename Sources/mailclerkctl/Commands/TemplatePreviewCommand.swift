// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Desk
import Intake
import InternetMessage
import JSON
import Platform
import Store
import Submission
import SystemMailbox
import Trial

/// `template preview`: a template filled in for a message.
struct TemplatePreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Show a template filled in for a message.",
        discussion: """
            The message comes on standard input; without one, a sample is answered. Rules and \
            vetoes are not asked, and nothing is written.
            """)

    @Argument(
        help: ArgumentHelp(
            "The template; saved/NAME is a saved reply, also where a template has the name.",
            valueName: "name"))
    var name: String

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("The language, whatever the message asks for.", valueName: "tag"))
    var lang: String?

    @Option(
        name: .customShort("m"), parsing: .unconditional,
        help: ArgumentHelp("The mailbox that answers.", valueName: "mailbox"))
    var mailbox: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Edited settings; those in force unless given.", valueName: "dir"))
    var config: String?

    @Flag(help: "Show the HTML instead of the text.")
    var html = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody, usesFiles: config != nil)
        if config != nil, !session.caller.viewer.isOwner {
            throw CommandProblem(.notAllowed, "--config is for root and the store's owner alone")
        }
        let input = Terminal.isTerminal(0) ? [] : try StandardInput.readAll().bytes
        let edited = try config.map { try EditedSettings.load($0, session) }
        let store = try edited.map { try ScratchStore($0).store } ?? session.openStore()
        let access =
            edited == nil ? try Desk(store: store, viewer: session.caller.viewer).access : nil
        let (purpose, texts) = try texts(in: store)
        var arrival = Arrival(input: input, receivedAt: session.clock.now())
        let mailbox = try answering(input.isEmpty ? nil : arrival, store, access)
        if input.isEmpty {
            arrival.input = SampleMessage.bytes(to: mailbox.address, at: arrival.receivedAt)
        }
        let preview: TemplatePreview
        do {
            preview = try TemplatePreview(
                arrival, texts: inLanguage(texts), mailbox: mailbox, store: store)
        } catch let problem as ReplyComposer.Problem {
            throw CommandProblem(.badInput, "\(name): \(problem)")
        }
        show(preview, purpose, languages: texts.map(\.language), session)
    }

    /// The template's texts in all languages, those of a reply before those of a saved one.
    private func texts(in store: Store) throws -> (TemplateSource.Purpose, [TemplateSource]) {
        let prefix = "saved/"
        if !name.hasPrefix(prefix) {
            let texts = try store.templates(.reply, named: name)
            if !texts.isEmpty { return (.reply, texts) }
        }
        let bare = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
        let saved = try store.templates(.saved, named: bare)
        if !saved.isEmpty { return (.saved, saved) }
        let known = Set(
            try store.templates().compactMap { text -> String? in
                switch text.purpose {
                case .reply: text.name
                case .saved: prefix + text.name
                case .partial: nil
                }
            })
        let hint = SpellingSuggestion.hint(for: name, among: known)
        throw CommandProblem(.notFound, "there is no template “\(name)”\(hint)")
    }

    /// The texts in the language that was asked for, or in all.
    private func inLanguage(_ texts: [TemplateSource]) throws -> [TemplateSource] {
        guard let lang else { return texts }
        let languages = Set(texts.map(\.language)).sorted()
        let picked = LanguageChoice.pick(
            from: languages, accepted: nil, content: nil, fallback: lang)
        func primary(_ tag: String) -> Substring { tag.lowercased().prefix { $0 != "-" } }
        guard let picked, primary(picked) == primary(lang) else {
            throw CommandProblem(
                .badInput,
                "template “\(name)” is not there in “\(lang)”; it is in "
                    + languages.joined(separator: ", "))
        }
        return texts.filter { $0.language == picked }
    }

    /// The mailbox that was asked for, or that the message is for, or that uses the template.
    private func answering(
        _ arrival: Arrival?, _ store: Store, _ access: Access?
    ) throws -> Mailbox {
        func isReadable(_ mailbox: Mailbox) -> Bool {
            access?.permits(.see, in: mailbox.id) ?? true
        }
        let all = try store.mailboxes(isArchived: false).filter(isReadable)
        if let name = mailbox {
            guard let named = all.first(where: { $0.name == name }) else {
                throw DeskError.noSuchMailbox(name)
            }
            return named
        }
        if let arrival, let found = try TemplatePreview.mailbox(of: arrival, in: store),
            isReadable(found)
        {
            return found
        }
        let user = try all.first { mailbox in
            try store.rules(of: mailbox.id).contains { $0.template == name }
        }
        guard let mailbox = user ?? all.first else {
            throw CommandProblem(.notFound, "there is no mailbox that is yours to see")
        }
        return mailbox
    }

    private func show(
        _ preview: TemplatePreview, _ purpose: TemplateSource.Purpose, languages: [String],
        _ session: Session
    ) {
        let output = session.output
        let message = Message(preview.reply.bytes)
        let missing = Array(Set(preview.reply.missingNames)).sorted()
        if session.isJSON {
            output.json([
                "name": .string(name), "purpose": .string(purpose.rawValue),
                "mailbox": .string(preview.mailbox.name),
                "language": .string(preview.reply.language),
                "languages": .array(Set(languages).sorted().map { .string($0) }),
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
            output.note("the template has no HTML in “\(preview.reply.language)”")
        } else if !html, message.html != nil, message.text != nil {
            output.note("there is HTML, too; --html shows it")
        }
        output.note(
            preview.record.map { "the record is \($0.reference.name)" } ?? "there is no record")
        for missing in missing { output.note("\(missing) came out empty") }
        output.finish()
    }

    /// Whether a saved reply brings the field with it; the others are those of who sends it.
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
