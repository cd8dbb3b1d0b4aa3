// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A place in a text file that people open in an editor.
struct SourcePosition: Equatable, Hashable, Comparable, Sendable {
    /// The line, from 1.
    var line: Int
    /// The column in Unicode scalars, from 1.
    var column: Int

    /// Where a text begins.
    static let start = SourcePosition(line: 1, column: 1)

    static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
