// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// The partials that the texts of a template include with `{{> name}}`.
package struct Partials {
    private let sources: [TemplateSource]

    /// Reads the partials from the store if the texts include any.
    package init(of templates: [TemplateSource], in store: Store) throws {
        let hasPartials = templates.contains { $0.body.utf8.contains(UInt8(ascii: ">")) }
        sources = hasPartials ? try store.partials() : []
    }

    /// Returns the text of a partial, or nil if the partial does not exist.
    ///
    /// If the partial does not have this form or language, another form or language is used.
    package func text(
        _ name: String, _ language: String, _ form: TemplateSource.Form
    ) -> String? {
        let named = sources.filter { $0.name == name }
        let inForm = named.filter { $0.form == form }
        let candidates = inForm.isEmpty ? named : inForm
        return (candidates.first { $0.language == language } ?? candidates.first)?.body
    }
}
