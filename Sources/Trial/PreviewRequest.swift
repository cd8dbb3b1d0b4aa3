// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import Intake
import Platform
import Store
import Submission
import SystemMailbox

/// A request to render a template for a message.
package struct PreviewRequest {
    /// The result.
    package struct Result {
        /// Whether the template is one of automatic replies or a saved reply.
        package let purpose: TemplateSource.Purpose
        /// The languages in which the template exists, sorted.
        package let languages: [String]
        /// The rendered template.
        package let preview: TemplatePreview
    }

    private static let savedPrefix = "saved/"

    private let name: String
    private let language: String?
    private let mailbox: String?

    /// A request.
    ///
    /// - Parameters:
    ///   - name: The template; `saved/NAME` is a saved reply.
    ///   - language: The language to use; nil: the one that the message asks for.
    ///   - mailbox: The mailbox that replies; nil: the one that receives the message or uses the
    ///     template.
    package init(name: String, language: String?, mailbox: String?) {
        self.name = name
        self.language = language
        self.mailbox = mailbox
    }

    /// Renders the template; rules and vetoes are not evaluated.
    ///
    /// - Parameters:
    ///   - input: The message; a sample is used if it is empty.
    ///   - store: The store that has the template.
    ///   - now: The time, in microseconds since 1970, UTC.
    ///   - isVisible: Whether the user may see a mailbox; nil: every mailbox.
    /// - Returns: The rendered template.
    /// - Throws: `TrialError`, or an error of the store.
    package func run(
        on input: [UInt8], in store: Store, at now: Int64, isVisible: ((Mailbox) -> Bool)?
    ) throws -> Result {
        let (purpose, texts) = try texts(in: store)
        var arrival = Arrival(input: input, receivedAt: now)
        let mailbox = try replying(
            to: input.isEmpty ? nil : arrival, store, isVisible ?? { _ in true })
        if input.isEmpty { arrival.input = SampleMessage.bytes(to: mailbox.address, at: now) }
        do {
            let preview = try TemplatePreview(
                arrival, texts: inLanguage(texts), mailbox: mailbox, store: store)
            return Result(
                purpose: purpose, languages: Set(texts.map(\.language)).sorted(), preview: preview)
        } catch let problem as ReplyComposer.Problem {
            throw TrialError.brokenTemplate(name, reason: "\(problem)")
        }
    }

    /// Finds the texts in all languages; a template of automatic replies comes before a saved reply.
    private func texts(in store: Store) throws -> (TemplateSource.Purpose, [TemplateSource]) {
        if !name.hasPrefix(Self.savedPrefix) {
            let texts = try store.templates(.reply, named: name)
            if !texts.isEmpty { return (.reply, texts) }
        }
        let bare =
            name.hasPrefix(Self.savedPrefix)
            ? String(name.dropFirst(Self.savedPrefix.count)) : name
        let saved = try store.templates(.saved, named: bare)
        if !saved.isEmpty { return (.saved, saved) }
        let known = Set(
            try store.templates().compactMap { text -> String? in
                switch text.purpose {
                case .reply: text.name
                case .saved: Self.savedPrefix + text.name
                case .partial: nil
                }
            })
        throw TrialError.noSuchTemplate(
            name, hint: SpellingSuggestion.hint(for: name, among: known))
    }

    /// Selects the texts in the language of the request, or all.
    private func inLanguage(_ texts: [TemplateSource]) throws -> [TemplateSource] {
        guard let language else { return texts }
        let languages = Set(texts.map(\.language)).sorted()
        let picked = LanguageChoice.pick(
            from: languages, accepted: nil, content: nil, fallback: language)
        func primary(_ tag: String) -> Substring { tag.lowercased().prefix { $0 != "-" } }
        guard let picked, primary(picked) == primary(language) else {
            throw TrialError.noSuchLanguage(language, template: name, known: languages)
        }
        return texts.filter { $0.language == picked }
    }

    /// Finds the mailbox of the request, or that receives the message, or that uses the template.
    private func replying(
        to arrival: Arrival?, _ store: Store, _ isVisible: (Mailbox) -> Bool
    ) throws -> Mailbox {
        let all = try store.mailboxes(isArchived: false).filter(isVisible)
        if let name = mailbox {
            guard let named = all.first(where: { $0.name == name }) else {
                throw TrialError.noSuchMailbox(name)
            }
            return named
        }
        if let arrival, let found = try TemplatePreview.mailbox(of: arrival, in: store),
            isVisible(found)
        {
            return found
        }
        let user = try all.first { mailbox in
            try store.rules(of: mailbox.id).contains { $0.template == name }
        }
        guard let mailbox = user ?? all.first else { throw TrialError.noVisibleMailbox }
        return mailbox
    }
}
