// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The formats in which mail is exported.
package enum ExportFormat: String, CaseIterable, Sendable {
    /// One file in mboxrd format.
    case mbox
    /// A directory in Maildir format.
    case maildir
    /// A directory with one file for each message.
    case eml
    /// One file in JSON Lines format.
    case jsonl

    /// Whether an export is a single file, which may be standard output.
    package var isOneFile: Bool { self == .mbox || self == .jsonl }
}
