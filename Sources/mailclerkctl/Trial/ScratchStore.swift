// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// A store with settings to be tried out, which nobody else sees and which leaves nothing behind.
///
/// Its files lose their names as soon as they are open, so whatever ends the process, Ctrl-C
/// included, they are gone with it.
struct ScratchStore {
    /// The store.
    let store: Store
    /// The path that its file had.
    let path: String

    /// A store with these settings, without mail.
    init(_ settings: Settings) throws {
        let parent = Environment.value("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let name = try Randomness.bytes(8).map { String($0, radix: 16) }.joined()
        let directory = "\(parent)/mailclerkctl-\(name)"
        guard try FileSystem.makeDirectory(directory, mode: 0o700) else {
            throw CommandProblem(.temporary, "\(directory) is there already; try again")
        }
        path = directory + "/store"
        defer { Self.remove(directory) }
        store = try Store.create(at: path, now: 0)
        try store.connection.execute("PRAGMA synchronous = OFF")
        _ = try store.replaceSettings(
            settings, files: [], scope: "all", by: "", host: "", summary: "", at: 0)
    }

    /// Moves what was written into the store's file, so that its log does not grow without end.
    ///
    /// The file has no name by which its size could be asked for.
    func settle() { store.connection.checkpointIfLarge(overBytes: -1) }

    private static func remove(_ directory: String) {
        for name in (try? FileSystem.list(directory)) ?? [] {
            _ = try? FileSystem.remove(directory + "/" + name)
        }
        _ = try? FileSystem.remove(directory)
    }
}
