// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser

/// How mail is written.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case mbox, maildir, eml, jsonl

    /// Whether it is one file, which may go to standard output.
    var isOneFile: Bool { self == .mbox || self == .jsonl }
}
