// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What a search looks for in the text of emails.
package indirect enum SearchTree: Equatable, Sendable {
    /// Words in a row. The last one may be longer than given if it is a prefix. They are in one of the
    /// columns, or anywhere where none is named.
    case words(String, isPrefix: Bool = false, in: [SearchText.Column] = [])
    /// Everything that is listed; never empty.
    case all([SearchTree])
    /// At least one of those listed; never empty.
    case any([SearchTree])
    /// The first without the second.
    case excluding(SearchTree, SearchTree)
}

extension SearchQuery {
    /// What must be there, and in the same texts must not; nil where nothing must be there.
    package var tree: SearchTree? {
        let required = trees(excluded: false)
        guard !required.isEmpty else { return nil }
        guard let excluded = excludedTree else { return .all(required) }
        return .excluding(.all(required), excluded)
    }

    /// What must not be there; nil where everything may.
    package var excludedTree: SearchTree? {
        let excluded = trees(excluded: true)
        return excluded.isEmpty ? nil : .any(excluded)
    }

    /// Emails that an address may be an author or recipient of.
    package static func tree(person address: String) -> SearchTree {
        .words(SearchText.spaced(address), in: [.author, .recipients])
    }

    /// Emails with these words in a row anywhere.
    package static func tree(phrase: String) -> SearchTree { .words(SearchText.spaced(phrase)) }

    private func trees(excluded: Bool) -> [SearchTree] {
        terms.filter { $0.isExcluded == excluded && SearchText.hasWords($0.text) }.map { term in
            .words(
                SearchText.spaced(term.text), isPrefix: term.isPrefix,
                in: term.column.map { [$0] } ?? [])
        }
    }
}
