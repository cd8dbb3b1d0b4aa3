// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The ends of everything in this room that could be endless.
package enum TemplateLimits {
    /// How many sections may stand inside each other: far more than anyone can read.
    package static let sectionDepth = 100
    /// How many partials may be rendering inside each other: a partial may include itself as long
    /// as the data goes on, and nothing else would end one that always does.
    package static let partialDepth = 16
    /// How many bytes a rendering may have: no mail server's ordinary limit for a message is lower
    /// than some ten of these.
    package static let outputBytes = 1_048_576
    /// How many steps a rendering may take: partials that include themselves several times each
    /// would take 10^16 without writing a byte.
    package static let steps = 1_000_000
}
