// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import InternetMessage
import JSON
import SystemMailbox

/// The view of a template that was rendered for a message.
package struct TemplatePreviewView {
    private let preview: TemplatePreview
    private let name: String
    private let purpose: TemplateSource.Purpose
    private let languages: [String]
    private let message: Message
    private let missing: [String]

    /// Creates the view of a preview.
    ///
    /// - Parameters:
    ///   - preview: The rendered template.
    ///   - name: The name of the template, as requested.
    ///   - purpose: Whether the template is a reply or a saved reply.
    ///   - languages: The languages of the template.
    package init(
        _ preview: TemplatePreview, name: String, purpose: TemplateSource.Purpose,
        languages: [String]
    ) {
        self.preview = preview
        self.name = name
        self.purpose = purpose
        self.languages = languages
        message = Message(preview.reply.bytes)
        missing = Array(Set(preview.reply.missingNames)).sorted()
    }

    /// The view as a JSON object.
    package var json: JSON {
        [
            "name": .string(name), "purpose": .string(purpose.rawValue),
            "mailbox": .string(preview.mailbox.name),
            "language": .string(preview.reply.language),
            "languages": .array(languages.map { .string($0) }),
            "to": .string(preview.reply.recipient), "subject": JSON(optional: message.subject),
            "text": JSON(optional: message.firstPlainText), "html": JSON(optional: message.html),
            "message": .string(String(decoding: preview.reply.bytes, as: UTF8.self)),
            "record": JSON(optional: preview.record?.reference.name),
            "missing": .array(missing.map { .string($0) }),
        ]
    }

    /// The header fields; of a saved reply those that the sending user does not add.
    package var fields: [(name: String, value: String)] {
        message.header.fields.filter { purpose == .reply || Self.isOfTemplate($0) }.map {
            ($0.name, $0.unstructured())
        }
    }

    private static func isOfTemplate(_ field: HeaderField) -> Bool {
        let name = field.name.lowercased()
        return name == "subject"
            || (name.hasPrefix("x-") && name != "x-auto-response-suppress")
    }

    /// Returns the text, or the HTML, without line endings at its end.
    package func body(asHTML: Bool) -> String {
        var body =
            (asHTML ? message.html : message.firstPlainText ?? message.html ?? "")?[...] ?? ""
        while body.last?.isNewline == true { body.removeLast() }
        return String(body)
    }

    /// Returns remarks about a preview that shows the text, or the HTML.
    package func remarks(asHTML: Bool) -> [String] {
        var remarks: [String] = []
        if asHTML, message.html == nil {
            remarks.append("the template has no HTML in \"\(preview.reply.language)\"")
        } else if !asHTML, message.html != nil, message.firstPlainText != nil {
            remarks.append("the template also has HTML; --html prints it")
        }
        remarks.append(preview.record.map { "the record is \($0.reference.name)" } ?? "no record")
        return remarks + missing.map { "empty value: \($0)" }
    }
}
