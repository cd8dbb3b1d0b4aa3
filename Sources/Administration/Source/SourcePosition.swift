// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A position in a text file, as editors show it.
struct SourcePosition: Equatable, Hashable, Comparable, Sendable {
    /// The line, from 1.
    var line: Int
    /// The column in Unicode scalars, from 1.
    var column: Int

    /// The start of a text.
    static let start = SourcePosition(line: 1, column: 1)

    static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
