// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What is looked for in a full-text index, whatever the words of the dialect for it are.
package indirect enum FullTextQuery: Equatable, Sendable {
    /// Words in a row. The last one may be longer than given if it is a prefix. They are in one of the
    /// columns, or anywhere where none is named.
    case words(String, isPrefix: Bool, columns: [String])
    /// Everything that is listed, which must not be empty.
    case all([FullTextQuery])
    /// At least one of those listed, which must not be empty.
    case any([FullTextQuery])
    /// The first without the second.
    case excluding(FullTextQuery, FullTextQuery)
}
