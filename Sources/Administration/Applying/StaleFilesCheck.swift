// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

/// Prevents a host's files from undoing newer settings that another host applied.
enum StaleFilesCheck {
    /// Returns the reason why the files of a host must not be applied; nil if they may be.
    ///
    /// A host's files are based on the newest version that the host applied or wrote out. A host
    /// that did neither is new or renamed, so nothing is known about its files.
    static func obstacle(for host: String, directory: String, in store: Store) throws
        -> SettingsDiagnostic?
    {
        guard let newest = try store.settingsHistory(limit: 1, offset: 0).first,
            newest.host != host
        else { return nil }
        let base = try base(of: host, in: store)
        guard base > 0, base < newest.number else { return nil }
        return SettingsDiagnostic(
            severity: .error, file: directory, line: 0, column: 0,
            message: "\(newest.appliedBy) applied version \(newest.number) on \(newest.host) since"
                + " these files were version \(base); write that version out with \"mailclerkctl"
                + " settings show --to DIR\" and merge it")
    }

    /// Records that this host has the files of a version.
    static func note(version: Int64, host: String, at now: Int64, in store: Store) throws {
        try store.insert(
            JournalEntry(
                emailID: nil, mailboxID: nil, at: now, event: .settingsWritten,
                details: ["version": .integer(version), "host": .string(host)]))
    }

    private static func base(of host: String, in store: Store) throws -> Int64 {
        let applied = try store.settingsHistory(limit: nil, offset: 0).first { $0.host == host }
        let written = try store.journalOfNoEmail(event: .settingsWritten)
            .filter { $0.details["host"]?.string == host }
            .compactMap { $0.details["version"]?.integer }.max()
        return max(applied?.number ?? 0, written ?? 0)
    }
}
