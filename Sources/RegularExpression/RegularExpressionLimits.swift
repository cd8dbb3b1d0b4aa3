// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The bounds of the work that an expression may cause.
package enum RegularExpressionLimits {
    /// The longest pattern, in bytes; far more than people write.
    package static let patternBytes = 4_096
    /// The highest count in `{n,m}` that every system supports (POSIX.1-2017, RE_DUP_MAX).
    package static let repetitions = 255
    /// How many groups may stand inside each other: far more than anyone can read.
    package static let groupDepth = 100
    /// How many states an expression may have.
    ///
    /// Enough for a list of hundreds of words. In the worst case each of them costs a step at each
    /// character, and 64 KB of text take a second or two; ordinary patterns take milliseconds.
    package static let states = 3_000
}
