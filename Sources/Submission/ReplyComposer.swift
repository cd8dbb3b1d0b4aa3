// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

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
