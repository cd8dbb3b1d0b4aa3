// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Gives the room of what was erased back to the file system.
struct StoreShrinking {
    /// Pages given back by one transaction: deliveries wait some milliseconds.
    private static let pagesAtOnce = 256
    /// How often the end of the file is cut off again while somebody reads there.
    private static let attempts = 200
    private static let pause: Int64 = 10_000

    private let store: Store
    /// The store's file; nil where a server has the store and sees to its space itself.
    private let file: DatabaseFile?

    init(_ store: Store) {
        self.store = store
        file = store.connection.file
    }

    /// Gives back what it can; returns why some room stays, nil when none does.
    ///
    /// A store of an earlier version can't shrink in steps. It is written anew, once, if the disk has
    /// room for two more of it.
    func run() throws -> String? {
        guard let file else { return nil }
        do {
            if try file.canShrinkInSteps() {
                while try file.shrink(pages: Self.pagesAtOnce) { file.checkpointIfLarge() }
            } else if let obstacle = try rebuild(file) {
                return obstacle
            }
        } catch let error as SQLError where error.code == .full {
            return "the disk is too full for that; run it again"
        }
        return emptyLog(of: file)
    }

    /// Writes the whole store anew, so that nothing erased is left anywhere in it; returns why that was
    /// not done, nil when it was.
    func rewrite() throws -> String? {
        guard let file else { return nil }
        guard try hasRoom() else {
            return try run() ?? "that takes twice its room on the disk; free pages are overwritten"
        }
        try file.rebuild()
        return emptyLog(of: file)
    }

    /// Moves all of the log into the store's file and cuts both off where they end.
    private func emptyLog(of file: DatabaseFile) -> String? {
        for _ in 0..<Self.attempts {
            if [.done, .notNeeded].contains(file.checkpointIfLarge(overBytes: 0)) {
                return nil
            }
            MonotonicTime.pause(microseconds: Self.pause)
        }
        return "somebody reads the store; the next command gives it back"
    }

    private func rebuild(_ file: DatabaseFile) throws -> String? {
        let pages = try file.pageCounts()
        guard pages.free > 0 else { return nil }
        guard try hasRoom() else {
            return "that takes twice the store's size on its disk; new mail takes the room instead"
        }
        try file.rebuild()
        return nil
    }

    private func hasRoom() throws -> Bool {
        guard let path = store.location.filePath else { return false }
        let size = try FileSystem.status(path)?.size ?? 0
        return try FileSystem.freeBytes(FileSystem.directory(of: path)) > 2 * size
    }
}
