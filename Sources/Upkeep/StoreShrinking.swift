// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Gives the space of erased data back to the file system.
struct StoreShrinking {
    /// At most 256 pages in one transaction, so that deliveries wait only some milliseconds.
    private static let pagesAtOnce = 256
    /// At most 200 attempts to empty the log while another process reads the store.
    private static let attempts = 200
    private static let pauseInMicroseconds: Int64 = 10_000

    private let store: Store
    /// The operations on the store's file; nil if the store is on a server.
    private let file: DatabaseFile?

    init(_ store: Store) {
        self.store = store
        file = store.connection.file
    }

    /// Gives back the free pages, and returns the reason if some space is not given back.
    ///
    /// A store that an earlier version created cannot shrink in steps. It is rewritten once, if the
    /// disk has free space of twice its size.
    func run() throws -> String? {
        guard let file else { return nil }
        do {
            if try file.canShrinkInSteps() {
                while try file.shrink(pages: Self.pagesAtOnce) { file.checkpointIfLarge() }
            } else if let obstacle = try rebuild(file) {
                return obstacle
            }
        } catch let error as SQLError where error.code == .full {
            return "the disk is full; run the command again"
        }
        return emptyLog(of: file)
    }

    /// Rewrites the whole store without erased data; returns the reason if it was not rewritten.
    func rewrite() throws -> String? {
        guard let file else { return nil }
        guard try hasSpaceForRewrite() else {
            return try run()
                ?? "that needs free disk space of twice its size; erased data is overwritten"
        }
        try file.rebuild()
        return emptyLog(of: file)
    }

    /// Moves the whole log into the store's file and truncates both; returns the reason if that
    /// failed.
    private func emptyLog(of file: DatabaseFile) -> String? {
        for _ in 0..<Self.attempts {
            if [.done, .notNeeded].contains(file.checkpointIfLarge(overBytes: 0)) {
                return nil
            }
            MonotonicTime.pause(microseconds: Self.pauseInMicroseconds)
        }
        return "another process is reading the store; the next command continues"
    }

    private func rebuild(_ file: DatabaseFile) throws -> String? {
        let pages = try file.pageCounts()
        guard pages.free > 0 else { return nil }
        guard try hasSpaceForRewrite() else {
            return "that needs free disk space of twice the store's size; new mail uses the space"
        }
        try file.rebuild()
        return nil
    }

    private func hasSpaceForRewrite() throws -> Bool {
        guard let path = store.location.filePath else { return false }
        let size = try FileSystem.status(path)?.size ?? 0
        return try FileSystem.freeBytes(FileSystem.directory(of: path)) > 2 * size
    }
}
