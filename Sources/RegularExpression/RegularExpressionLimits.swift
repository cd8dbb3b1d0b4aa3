// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Limits on the work that an expression may cause.
package enum RegularExpressionLimits {
    /// At most 4,096 bytes per pattern, far more than people write.
    package static let patternBytes = 4_096
    /// At most 255 in `{n,m}`, because every system supports that (POSIX.1-2017, RE_DUP_MAX).
    package static let repetitions = 255
    /// At most 100 nested groups, far more than anyone can read.
    package static let groupDepth = 100
    /// At most 3,000 states per expression.
    ///
    /// That is enough for a list of hundreds of words. In the worst case each state costs a step at
    /// each character, and 64 KB of text take a second or two; ordinary patterns take milliseconds.
    package static let states = 3_000
}
