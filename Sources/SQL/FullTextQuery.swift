// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A query of a full-text index, independent of the dialect.
package indirect enum FullTextQuery: Equatable, Sendable {
    /// Finds consecutive words in one of the columns, or in any column if `columns` is empty.
    ///
    /// If `isPrefix` is true, the last word is a prefix.
    case words(String, isPrefix: Bool, columns: [String])
    /// Finds rows that match all queries of the array, which must not be empty.
    case all([FullTextQuery])
    /// Finds rows that match at least one query of the array, which must not be empty.
    case any([FullTextQuery])
    /// Finds rows that match the first query and not the second.
    case excluding(FullTextQuery, FullTextQuery)
}
