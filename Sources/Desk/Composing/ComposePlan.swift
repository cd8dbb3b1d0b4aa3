// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import Submission
import SystemMailbox

/// The plan of a message before the user writes it: the email, the recipients, and the parts that
/// are added to the user's text.
struct ComposePlan {
    /// The email that a message replies to or forwards, with its surroundings in the store.
    struct Source {
        let row: Store.EmailRow
        let message: Message
        let mailbox: Mailbox
        let thread: MailThread
        let globalSettings: GlobalSettings
        /// The viewer's entry in the settings; nil if there is none.
        let user: User?

        var email: Email { row.email }
    }

    let request: ComposeRequest
    let source: Source
    let recipients: ComposeRecipients
    /// The rendered saved reply; nil for none.
    let saved: TemplateTexts?
    let signature: String?

    init(_ request: ComposeRequest, _ source: Source, store: Store, at now: Int64) throws {
        self.request = request
        self.source = source
        let recipients = try ComposeRecipients(request, source, store: store)
        self.recipients = recipients
        signature = try source.user.flatMap { try store.signature(of: $0) }
        saved = try request.saved.map { name in
            try Self.fillIn(name, source, for: recipients.to, store: store, at: now)
        }
    }

    private static func fillIn(
        _ name: String, _ source: Source, for people: [Address], store: Store, at now: Int64
    ) throws -> TemplateTexts {
        let templates = try store.templates(.saved, named: name)
        guard let recipient = people.first, !templates.isEmpty else {
            let known = Set(try store.templates().filter { $0.purpose == .saved }.map(\.name))
            throw DeskError.noSuchSavedReply(name, known: known.sorted())
        }
        let partials = try Partials(of: templates, in: store)
        do {
            // Names are not shortened, because a user reads the text before it is sent.
            return try TemplateTexts(
                ReplyContext(
                    mailbox: source.mailbox, organization: source.globalSettings.organization,
                    message: source.message,
                    author: source.email.from?.parsed ?? source.message.from.first, messageID: "",
                    replyTo: nil, recipient: recipient,
                    isSenderAuthenticated: true,
                    record: store.record(source.thread.record),
                    templates: templates, partial: partials.text, now: now))
        } catch let problem as ReplyComposer.Problem {
            throw DeskError.brokenSavedReply(name, reason: "\(problem)")
        }
    }

    /// The subject: that of the saved reply, if it has one.
    var subject: String {
        let subject = source.message.boundedSubject
        return saved?.subject
            ?? (request.isReply
                ? AnswerSubject.reply(to: subject) : AnswerSubject.forward(of: subject))
    }

    /// At most 256 KB of HTML are converted, if a saved reply has no plain text.
    private static let htmlLimitInBytes = 262_144

    private var savedText: String? {
        saved.map { texts in
            texts.text
                ?? HTMLText.readable(texts.html ?? "", limitInBytes: Self.htmlLimitInBytes)
        }
    }

    /// Returns the complete text with the user's words in their place.
    func text(with words: String) -> String {
        let parts = [savedText, words].compactMap { $0 }
            .map { $0.trimmingBlankLines() }.filter { !$0.isEmpty }
        let all = parts.joined(separator: "\n\n")
        let receivedAt = source.email.receivedAt
        switch request.purpose {
        case .reply:
            let quote =
                request.isQuoting
                ? OriginalText.quoted(
                    source.message, by: source.email.from, receivedAt: receivedAt) : nil
            return ComposedMessage.whole(all, quote: quote, signature: signature)
        case .forward(_, asAttachment: true):
            return ComposedMessage.whole(all, signature: signature)
        case .forward(_, asAttachment: false):
            return ComposedMessage.whole(
                all, signature: signature,
                forward: OriginalText.forwarded(source.message, receivedAt: receivedAt))
        }
    }

    /// The attachments of a forward: the files that people see, or the email itself.
    ///
    /// A winmail.dat or S/MIME part is left out if its content is among the files.
    var carried: [OutgoingAttachment] {
        switch request.purpose {
        case .reply: []
        case .forward(_, asAttachment: true):
            [
                OutgoingAttachment(
                    message: source.message.bytes,
                    name: OutgoingAttachment.fileName(ofSubject: source.message.boundedSubject))
            ]
        case .forward(_, asAttachment: false):
            attachments
        }
    }

    /// The attachments of the email; the images that its HTML shows stay inline.
    private var attachments: [OutgoingAttachment] {
        let shown = Set(source.message.inlineParts.compactMap(\.contentID))
        return source.message.attachments.filter { !$0.isOpened }.map { attachment in
            let isInline = attachment.contentID.map { shown.contains($0) } ?? false
            return OutgoingAttachment(attachment, isInline: isInline)
        }
    }

    /// The draft that the user sees before writing.
    var draft: ComposeDraft {
        ComposeDraft(
            to: recipients.to.map(Person.init), cc: recipients.cc.map(Person.init),
            leftOut: recipients.leftOut.map(Person.init), subject: subject,
            text: text(with: ""))
    }
}

extension String {
    /// Returns the text without blank lines at its beginning and end, and without a final line
    /// ending.
    func trimmingBlankLines() -> String {
        var lines = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
        func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }
        while let first = lines.first, isBlank(first) { lines.removeFirst() }
        while let last = lines.last, isBlank(last) { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
