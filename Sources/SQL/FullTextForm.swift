// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The form of the text that a full-text index receives, and of the queries.
package enum FullTextForm: Sendable {
    /// The text as it was written. SQLite removes accents from Latin letters, and takes the vowel
    /// signs of Indic scripts for the ends of words.
    case written
    /// Text without accents; all letters and their signs belong to words.
    case folded
}
