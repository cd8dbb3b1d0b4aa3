// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// The pieces that the texts of a template take in by `{{> name}}`.
package struct Partials {
    private let sources: [TemplateSource]

    /// Those in the store; none are read where the texts take none in.
    package init(of templates: [TemplateSource], in store: Store) throws {
        let hasPartials = templates.contains { $0.body.utf8.contains(UInt8(ascii: ">")) }
        sources = hasPartials ? try store.partials() : []
    }

    /// The partial's text in the language and form, or in what comes nearest; nil for none.
    package func text(
        _ name: String, _ language: String, _ form: TemplateSource.Form
    ) -> String? {
        let named = sources.filter { $0.name == name }
        let inForm = named.filter { $0.form == form }
        let candidates = inForm.isEmpty ? named : inForm
        return (candidates.first { $0.language == language } ?? candidates.first)?.body
    }
}
