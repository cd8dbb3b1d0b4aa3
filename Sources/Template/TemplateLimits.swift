// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Limits that keep parsing and rendering finite.
package enum TemplateLimits {
    /// At most 100 nested sections, far more than anyone can read.
    package static let sectionDepth = 100
    /// At most 16 nested partials, because a partial may include itself for each level of the data,
    /// and only this limit stops a partial that always includes itself.
    package static let partialDepth = 16
    /// At most 1 MB of output, because the usual message size limits of mail servers are about ten
    /// times as high.
    package static let outputBytes = 1_048_576
    /// At most 1,000,000 steps, because partials that include themselves several times would take
    /// 10^16 steps without writing a byte.
    package static let steps = 1_000_000
}
