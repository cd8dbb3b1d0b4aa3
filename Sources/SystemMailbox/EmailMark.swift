// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What a person said of an email that takes it out of the lists; it is the same for everybody.
package enum EmailMark: String, Sendable, CaseIterable {
    /// Nobody asked for it.
    case spam
    /// It is of no use any more.
    case trash
}
