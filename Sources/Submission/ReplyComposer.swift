// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// Renders automatic replies (RFC 3834).
package enum ReplyComposer {
    /// An automatic reply that is ready to be sent.
    package struct Reply: Equatable, Sendable {
        /// The envelope recipient (addr-spec).
        package var recipient: String
        /// The Message-ID without angle brackets.
        package var messageID: String
        /// The language of the template.
        package var language: String
        /// The message, with LF line endings, as `sendmail -i` reads it.
        package var bytes: [UInt8]
        /// The names in the template that had no value, each once; `> name` for a partial.
        package var missingNames: [String]
    }

    /// The reason why a reply could not be rendered.
    package enum Problem: Error, Equatable, CustomStringConvertible {
        /// The template does not exist.
        case noTemplate
        /// A text of the template is not valid Mustache.
        case template(String)
        /// The partials include each other endlessly, or the output exceeds its limit.
        case endless

        /// The message for the journal.
        package var description: String {
            switch self {
            case .noTemplate: "the rule's template does not exist"
            case .template(let problem): "the template cannot be rendered: \(problem)"
            case .endless: "the template is too long, or its partials include each other endlessly"
            }
        }
    }

    /// Renders the reply; equal contexts give equal bytes.
    package static func compose(_ context: ReplyContext) throws(Problem) -> Reply {
        let texts = try TemplateTexts(context)
        var composer = MessageComposer()
        composer.addDate(secondsSince1970: context.now / 1_000_000)
        composer.addField(
            "From", addresses: [(name: context.mailbox.label, address: context.mailbox.address)])
        composer.addField("To", addresses: [(name: nil, address: context.recipient.address)])
        if let replyTo = context.replyTo {
            composer.addField(
                "Reply-To", addresses: [(name: context.mailbox.label, address: replyTo)])
        }
        composer.addField(
            "Subject",
            unstructured: texts.subject
                ?? "Auto: " + context.excerpt(context.message.subject ?? ""))
        composer.addField("Message-ID", structured: "<\(context.messageID)>")
        ReferenceChain(answering: context.message)?.add(to: &composer)
        composer.addField("Auto-Submitted", structured: "auto-replied")
        composer.addField("X-Auto-Response-Suppress", structured: "All")
        for field in texts.fields { composer.addField(field.name, unstructured: field.value) }
        composer.setBody(text: texts.text, html: texts.html)
        return Reply(
            recipient: context.recipient.envelopeForm, messageID: context.messageID,
            language: texts.language, bytes: composer.bytes(), missingNames: texts.missingNames)
    }
}
