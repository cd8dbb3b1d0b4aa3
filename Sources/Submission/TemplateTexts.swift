// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Template

/// The rendered texts of a template in one language.
package struct TemplateTexts: Equatable, Sendable {
    /// The language that was chosen.
    package let language: String
    /// The subject; nil if the template has none.
    package private(set) var subject: String?
    /// The other fields, `X-*`, in their order.
    package private(set) var fields: [Field] = []
    /// The plain text; nil if there is none.
    package let text: String?
    /// The HTML; nil if there is none.
    package let html: String?
    /// The names in the template that had no value, each once; `> name` for a partial.
    package let missingNames: [String]

    /// A header field that a template adds to the message.
    package struct Field: Equatable, Sendable {
        /// The field name.
        package let name: String
        /// The rendered value.
        package let value: String
    }

    /// Renders the template of a context; equal contexts give equal texts.
    package init(_ context: ReplyContext) throws(ReplyComposer.Problem) {
        let header = context.message.header
        guard
            let language = LanguageChoice.pick(
                from: Set(context.templates.map(\.language)).sorted(),
                accepted: header.first("Accept-Language")?.unstructured(),
                content: header.first("Content-Language")?.unstructured(),
                fallback: context.mailbox.language)
        else { throw .noTemplate }
        self.language = language
        var renderer = Renderer(context: context, language: language)
        let sources = context.templates.filter { $0.language == language }
        let text = sources.first { $0.form == .text }
        let html = sources.first { $0.form == .html }
        for field in (text ?? html)?.fields ?? [] {
            let value = try renderer.render(field.value, form: .text)
            if field.name.lowercased() == "subject" {
                subject = value
            } else {
                fields.append(Field(name: field.name, value: value))
            }
        }
        self.text = try text.map { source throws(ReplyComposer.Problem) in
            try renderer.render(source.body, form: .text)
        }
        self.html = try html.map { source throws(ReplyComposer.Problem) in
            try renderer.render(source.body, form: .html)
        }
        missingNames = renderer.missing
    }

    /// Renders the texts of a template and collects the names that had no value.
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
        ) throws(ReplyComposer.Problem) -> String {
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
