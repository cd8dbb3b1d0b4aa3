// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A file of a template: its text in one language and one form.
package struct TemplateSource: Equatable, Sendable {
    /// The purpose of a template.
    package enum Purpose: String, Sendable, CaseIterable {
        /// Automatic replies by rules.
        case reply
        /// Saved replies, which users select.
        case saved
        /// Partials, which other templates include with `{{> name}}`.
        case partial
    }

    /// The form of the text.
    package enum Form: String, Sendable, CaseIterable {
        case text = "txt"
        case html
    }

    /// The purpose of a template.
    package var purpose: Purpose
    /// The name of the template, which is the name of its directory.
    package var name: String
    /// The language tag, in lower case; empty for a partial for all languages.
    package var language: String
    /// The form: plain text or HTML.
    package var form: Form
    /// The fields of the header block in order; only `Subject` and `X-*` are allowed.
    package var fields: [Field]
    /// The Mustache body after the header block.
    package var body: String

    /// A field of the header block: a name and a Mustache text.
    package struct Field: Equatable, Sendable {
        /// The field name.
        package var name: String
        /// The Mustache text of its value.
        package var value: String

        /// Creates the field `name: value`.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Creates a file of the template `name`.
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
