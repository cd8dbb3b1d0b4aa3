// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// A temporary store with settings to be tried.
///
/// The files of the store are unlinked as soon as they are open, so that they disappear with the
/// process, even if the process is killed.
package struct ScratchStore {
    /// The store.
    package let store: Store

    /// Creates a store with these settings and without mail.
    ///
    /// - Throws: `TrialError.scratchExists`, `SystemError`, or an error of the store.
    package init(_ settings: Settings) throws {
        let parent = Environment.value("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let name = try Randomness.bytes(8).map { String($0, radix: 16) }.joined()
        let directory = "\(parent)/mailclerkctl-\(name)"
        guard try FileSystem.makeDirectory(directory, mode: 0o700) else {
            throw TrialError.scratchExists(directory: directory)
        }
        defer { Self.remove(directory) }
        store = try Store.create(at: .file(directory + "/store"), now: 0)
        try store.connection.file?.neverSync()
        _ = try store.replaceSettings(
            settings, files: [], scope: .all, by: "", host: "", summary: "", at: 0)
    }

    /// Empties the log, so that it does not grow without limit.
    ///
    /// The log is always emptied, because the size of an unlinked file is not found by its name.
    func settle() { store.connection.file?.checkpointIfLarge(overBytes: -1) }

    private static func remove(_ directory: String) {
        for name in (try? FileSystem.list(directory)) ?? [] {
            _ = try? FileSystem.remove(directory + "/" + name)
        }
        _ = try? FileSystem.remove(directory)
    }
}
