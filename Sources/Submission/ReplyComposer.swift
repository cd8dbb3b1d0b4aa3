// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox
import Template

/// Renders automatic answers (RFC 3834).
package enum ReplyComposer {
    /// An answer that is ready to be sent.
    package struct Reply: Equatable, Sendable {
        /// The envelope recipient (addr-spec).
        package var recipient: String
        /// The Message-ID without angle brackets.
        package var messageID: String
        /// The language of the template.
        package var language: String
        /// The message, with LF line ends, as `sendmail -i` takes it.
        package var bytes: [UInt8]
        /// Names in the template that came out empty, each once; `> name` for a partial.
        package var missingNames: [String]
    }

    /// Why no answer could be rendered.
    package enum Problem: Error, Equatable, CustomStringConvertible {
        /// There is no template of that name.
        case noTemplate
        /// A text of the template is not Mustache.
        case template(String)
        /// Its partials take each other in without end, or it is far too long.
        case endless

        /// A sentence for the journal.
        package var description: String {
            switch self {
            case .noTemplate: "the rule's template is not in the store"
            case .template(let problem): "the template cannot be rendered: \(problem)"
            case .endless: "the template has no end, or one past every limit"
            }
        }
    }

    /// Renders the answer; the same context gives the same bytes.
    package static func compose(_ context: ReplyContext) throws(Problem) -> Reply {
        let message = context.message
        let languages = Set(context.templates.map(\.language)).sorted()
        guard
            let language = LanguageChoice.pick(
                from: languages,
                accepted: message.header.first("Accept-Language")?.unstructured(),
                content: message.header.first("Content-Language")?.unstructured(),
                fallback: context.mailbox.language)
        else { throw .noTemplate }
        var renderer = Renderer(context: context, language: language)
        let sources = context.templates.filter { $0.language == language }
        let text = sources.first { $0.form == .text }
        let html = sources.first { $0.form == .html }
        let fields = (text ?? html)?.fields ?? []

        var composer = MessageComposer()
        composer.addDate(secondsSince1970: context.now / 1_000_000)
        composer.addField(
            "From", addresses: [(name: context.mailbox.label, address: context.mailbox.address)])
        composer.addField("To", addresses: [(name: nil, address: context.recipient.address)])
        if let replyTo = context.replyTo {
            composer.addField(
                "Reply-To", addresses: [(name: context.mailbox.label, address: replyTo)])
        }
        var subject = "Auto: " + context.excerpt(message.subject ?? "")
        var extra: [(name: String, value: String)] = []
        for field in fields {
            let value = try renderer.render(field.value, form: .text)
            if field.name.lowercased() == "subject" {
                subject = value
            } else {
                extra.append((field.name, value))
            }
        }
        composer.addField("Subject", unstructured: subject)
        composer.addField("Message-ID", structured: "<\(context.messageID)>")
        if let answered = message.messageID, answered.utf8.count <= messageIDLimitInBytes {
            composer.addField("In-Reply-To", messageIDs: [answered])
            composer.addField("References", messageIDs: chain(message, ending: answered))
        }
        composer.addField("Auto-Submitted", structured: "auto-replied")
        composer.addField("X-Auto-Response-Suppress", structured: "All")
        for field in extra { composer.addField(field.name, unstructured: field.value) }
        composer.setBody(
            text: try text.map { source throws(Problem) in
                try renderer.render(source.body, form: .text)
            },
            html: try html.map { source throws(Problem) in
                try renderer.render(source.body, form: .html)
            })
        return Reply(
            recipient: context.recipient.envelopeForm, messageID: context.messageID,
            language: language,
            bytes: composer.bytes(), missingNames: renderer.missing)
    }

    /// The longest identifier that is taken over, in bytes: it must fit into a line of 998
    /// (RFC 5322 section 2.1.1).
    private static let messageIDLimitInBytes = 960
    /// The most bytes of References: mail servers cut or refuse larger fields.
    private static let referencesLimitInBytes = 65_536

    /// The References of an answer (RFC 5322 section 3.6.4).
    ///
    /// Of a chain that is too long the first and the nearest messages stay.
    private static func chain(_ message: Message, ending answered: String) -> [String] {
        let named = message.references.isEmpty ? message.inReplyTo : message.references
        let earlier = named.filter {
            $0 != answered && $0.utf8.count <= messageIDLimitInBytes
        }
        guard let first = earlier.first else { return [answered] }
        var room = referencesLimitInBytes - first.utf8.count - answered.utf8.count
        let nearest = earlier.dropFirst().reversed().prefix { messageID in
            room -= messageID.utf8.count + 3
            return room >= 0
        }
        return [first] + nearest.reversed() + [answered]
    }

    /// Renders the texts of one answer and gathers the names that came out empty.
    private struct Renderer {
        let context: ReplyContext
        let language: String
        let names: TemplateValue
        var missing: [String] = []

        init(context: ReplyContext, language: String) {
            self.context = context
            self.language = language
            names = context.names
        }

        mutating func render(
            _ source: String, form: TemplateSource.Form
        ) throws(Problem) -> String {
            let template: Template
            do {
                template = try Template(parsing: source)
            } catch {
                throw .template("\(error)")
            }
            let rendering = template.render(
                names, escaping: form == .html ? .html : .none
            ) { name in
                context.partial(name, language, form).flatMap { try? Template(parsing: $0) }
            }
            guard !rendering.isTruncated else { throw .endless }
            let partials = rendering.missingPartials.map { "> " + $0 }
            for name in rendering.missing + partials where !missing.contains(name) {
                missing.append(name)
            }
            return rendering.text
        }
    }
}
