// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A finding of the decision with the clause that it rests on.
package struct Reason: Equatable, Hashable, Sendable {
    /// A short name for programs, such as `auto-submitted`.
    package let code: String
    /// Where the rule comes from, such as `RFC 3834 section 5`.
    package let source: String
}
