// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A search for emails: words, phrases and prefixes, and where they must occur.
package struct SearchQuery: Equatable, Sendable {
    /// The reason why a text is not a valid query.
    package enum Problem: Error, Equatable, Sendable, CustomStringConvertible {
        /// The query is empty.
        case empty
        /// The value of `before:`, `after:` or `since:` is not a date.
        case wrongDate(name: String, text: String)
        /// The query has too many words and phrases.
        case tooLong

        /// The human-readable message.
        package var description: String {
            switch self {
            case .empty:
                "empty query; expected words such as: lamp from:ada subject:\"new order\" since:7d"
            case .wrongDate(let name, let text):
                "\(name): must be a date such as 2026-03-03 or 7d, not \"\(text)\""
            case .tooLong: "too many words; a query may have at most \(termLimit)"
            }
        }
    }

    /// A word or phrase that must occur, or must not.
    struct Term: Equatable, Sendable {
        /// The column in which it must occur; nil for any.
        var column: SearchText.Column?
        /// One word, or several consecutive words.
        var text: String
        /// Whether the last word is a prefix.
        var isPrefix = false
        /// Whether it must not occur.
        var isExcluded = false
    }

    /// At most 64 words and phrases, because nobody types more.
    package static let termLimit = 64

    /// The words and phrases.
    var terms: [Term] = []
    /// The earliest arrival, in microseconds since 1970, UTC; nil if there is no such limit.
    package var since: Int64?
    /// The time before which emails must have arrived, in microseconds since 1970, UTC; nil if
    /// there is no such limit.
    package var until: Int64?

    /// The number of the case or lead that the query may mean; nil unless the query is just `7` or
    /// `#7`.
    package var recordNumber: Int64? {
        guard terms.count == 1, let term = terms.first, term.column == nil, !term.isPrefix,
            !term.isExcluded, since == nil, until == nil
        else { return nil }
        let digits = term.text.hasPrefix("#") ? term.text.dropFirst() : Substring(term.text)
        return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(digits) : nil
    }

    /// Whether the query cannot find anything, because none of its words contains a letter or
    /// digit.
    package var isHopeless: Bool {
        !terms.isEmpty && !terms.contains { SearchText.hasWords(SearchText.words(of: $0.text)) }
    }
}
