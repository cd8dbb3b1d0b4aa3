// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A mark that hides an email from the lists; it applies to all users.
package enum EmailMark: String, Sendable, CaseIterable {
    /// Unwanted mail.
    case spam
    /// Mail that is not needed any more.
    case trash
}
