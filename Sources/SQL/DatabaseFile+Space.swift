// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Space that erased rows leave.
extension DatabaseFile {
    /// How large the database is, and how much of it holds nothing, in pages of its file.
    package func pageCounts() throws(SQLError) -> (all: Int64, free: Int64) {
        (try pragma("page_count"), try pragma("freelist_count"))
    }

    /// Whether free pages can be given back in small steps.
    package func canShrinkInSteps() throws(SQLError) -> Bool {
        try pragma("auto_vacuum") == 2
    }

    /// Gives some free pages back to the file system, as a transaction of its own.
    ///
    /// - Parameter pages: How many at most.
    /// - Returns: Whether there may be more.
    /// - Throws: `SQLError`; what was given back before stays so.
    package func shrink(pages: Int) throws(SQLError) -> Bool {
        let before = try pragma("freelist_count")
        guard before > 0 else { return false }
        try connection.execute("PRAGMA incremental_vacuum(\(pages))")
        let after = try pragma("freelist_count")
        return after > 0 && after < before
    }

    /// Rewrites the whole database, without anything that was erased; from then on it can shrink in
    /// small steps.
    ///
    /// Needs free space for a second and a third copy for a while; writers wait all the time.
    package func rebuild() throws(SQLError) {
        try connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        try connection.execute("VACUUM")
    }

    /// Makes the file overwrite whatever is erased from now on.
    package func overwriteErased() throws(SQLError) {
        try connection.execute("PRAGMA secure_delete = ON")
    }

    /// Rewrites a full-text index without the words of erased texts, in small steps.
    package func mergeFullTextIndex(_ name: String) throws(SQLError) {
        // The first call puts all segments together for the others to merge.
        var pages = -Self.indexPagesAtOnce
        repeat {
            let before = database.totalChanges
            try connection.execute("INSERT INTO \(name) (\(name), rank) VALUES ('merge', \(pages))")
            pages = Self.indexPagesAtOnce
            if database.totalChanges - before < 2 { return }
        } while true
    }

    private static let indexPagesAtOnce = 256

    private func pragma(_ name: String) throws(SQLError) -> Int64 {
        try connection.first("PRAGMA \(name)") { row throws(SQLError) in try row.int() } ?? 0
    }
}
