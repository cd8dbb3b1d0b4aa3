// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What a person looks for in emails: words, phrases, beginnings of words, and where they are.
package struct SearchQuery: Equatable, Sendable {
    /// Why a text is no query.
    package enum Problem: Error, Equatable, Sendable, CustomStringConvertible {
        /// There is nothing in it.
        case empty
        /// What follows `before:`, `after:` or `since:` is no date.
        case wrongDate(name: String, text: String)
        /// It has too many words.
        case tooLong

        /// A sentence for people.
        package var description: String {
            switch self {
            case .empty:
                "say what to search for, such as: lamp from:ada subject:\"new order\" since:7d"
            case .wrongDate(let name, let text):
                "\(name): wants a date such as 2026-03-03 or 7d, not “\(text)”"
            case .tooLong: "at most \(termLimit) words can be searched for"
            }
        }
    }

    /// One thing that must be there, or must not.
    struct Term: Equatable, Sendable {
        /// Where it must be; nil: anywhere.
        var column: SearchText.Column?
        /// A word or several in a row.
        var text: String
        /// Whether the last word may go on.
        var isPrefix = false
        /// Whether it must not be there.
        var isExcluded = false
    }

    /// The most words and phrases of a query: more is no person's.
    package static let termLimit = 64

    /// What is looked for.
    var terms: [Term] = []
    /// The earliest arrival, in microseconds since 1970, UTC.
    package var since: Int64?
    /// The first moment that is too late, likewise.
    package var until: Int64?

    /// The number of a case or lead that the query may mean: it is `7` or `#7` and no more.
    package var recordNumber: Int64? {
        guard terms.count == 1, let term = terms.first, term.column == nil, !term.isPrefix,
            !term.isExcluded, since == nil, until == nil
        else { return nil }
        let digits = term.text.hasPrefix("#") ? term.text.dropFirst() : Substring(term.text)
        return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(digits) : nil
    }

    /// Whether nothing can be found: not one of its words has a letter or digit in it.
    package var isHopeless: Bool {
        !terms.isEmpty && !terms.contains { SearchText.hasWords($0.text) }
    }
}
