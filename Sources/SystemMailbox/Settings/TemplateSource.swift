// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One file of a template: its text in one language and one form.
package struct TemplateSource: Equatable, Sendable {
    /// What the template is for.
    package enum Purpose: String, Sendable, CaseIterable {
        /// Answers that rules send.
        case reply
        /// Answers that people pick.
        case saved
        /// Pieces that other templates take in by `{{> name}}`.
        case partial
    }

    /// The form of the text.
    package enum Form: String, Sendable, CaseIterable {
        case text = "txt"
        case html
    }

    /// What the template is for.
    package var purpose: Purpose
    /// The template's name, that of its directory.
    package var name: String
    /// The language tag, in lower case; empty for a partial in every language.
    package var language: String
    /// Plain text or HTML.
    package var form: Form
    /// The fields of the header block in order; `Subject` and `X-*` alone.
    package var fields: [Field]
    /// The Mustache body after the header block.
    package var body: String

    /// A field of the header block: a name and a Mustache text.
    package struct Field: Equatable, Sendable {
        /// The field name.
        package var name: String
        /// The Mustache text of its value.
        package var value: String

        /// The field `name: value`.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// One file of the template `name`.
    package init(
        purpose: Purpose, name: String, language: String, form: Form, fields: [Field], body: String
    ) {
        self.purpose = purpose
        self.name = name
        self.language = language
        self.form = form
        self.fields = fields
        self.body = body
    }
}
