// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A search expression for the text of emails.
package indirect enum SearchTree: Equatable, Sendable {
    /// Consecutive words in one of the columns, or in any if none is named. If `isPrefix` is true,
    /// the last word is a prefix.
    case words(String, isPrefix: Bool = false, in: [SearchText.Column] = [])
    /// All of the listed expressions; never empty.
    case all([SearchTree])
    /// At least one of the listed expressions; never empty.
    case any([SearchTree])
    /// The first expression, but not the second.
    case excluding(SearchTree, SearchTree)
}

extension SearchQuery {
    /// The expression that an email must match; nil if the query has only excluded terms or none.
    package var tree: SearchTree? {
        let required = trees(excluded: false)
        guard !required.isEmpty else { return nil }
        guard let excluded = excludedTree else { return .all(required) }
        return .excluding(.all(required), excluded)
    }

    /// The expression that an email must not match; nil if the query excludes nothing.
    package var excludedTree: SearchTree? {
        let excluded = trees(excluded: true)
        return excluded.isEmpty ? nil : .any(excluded)
    }

    /// Returns an expression that finds emails from or to an address, and some others.
    package static func tree(person address: String) -> SearchTree {
        .words(SearchText.words(of: address), in: [.author, .recipients])
    }

    /// Returns an expression that finds emails with these consecutive words in any column.
    package static func tree(phrase: String) -> SearchTree { .words(SearchText.words(of: phrase)) }

    private func trees(excluded: Bool) -> [SearchTree] {
        terms.filter { $0.isExcluded == excluded }.compactMap { term in
            let words = SearchText.words(of: term.text)
            guard SearchText.hasWords(words) else { return nil }
            return .words(words, isPrefix: term.isPrefix, in: term.column.map { [$0] } ?? [])
        }
    }
}
