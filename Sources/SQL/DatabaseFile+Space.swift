// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The space that erased rows leave.
extension DatabaseFile {
    /// Returns the number of pages of the file, and how many of them are free.
    package func pageCounts() throws(SQLError) -> (all: Int64, free: Int64) {
        (try pragma("page_count"), try pragma("freelist_count"))
    }

    /// Returns whether free pages can be given back to the file system in small steps.
    package func canShrinkInSteps() throws(SQLError) -> Bool {
        try pragma("auto_vacuum") == 2
    }

    /// Gives some free pages back to the file system, in a transaction of its own.
    ///
    /// - Parameter pages: The largest number of pages.
    /// - Returns: Whether there may be more free pages.
    /// - Throws: `SQLError`; earlier calls stay in effect.
    package func shrink(pages: Int) throws(SQLError) -> Bool {
        let before = try pragma("freelist_count")
        guard before > 0 else { return false }
        try connection.execute("PRAGMA incremental_vacuum(\(pages))")
        let after = try pragma("freelist_count")
        return after > 0 && after < before
    }

    /// Rewrites the whole database without the erased data; later it can shrink in small steps.
    ///
    /// This needs free space of twice the size of the database, and writers wait until it is done.
    package func rebuild() throws(SQLError) {
        try connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        try connection.execute("VACUUM")
    }

    /// Overwrites all data that this connection erases from now on.
    package func overwriteErased() throws(SQLError) {
        try connection.execute("PRAGMA secure_delete = ON")
    }

    /// Rewrites a full-text index in small steps, without the words of erased texts.
    package func mergeFullTextIndex(_ name: String) throws(SQLError) {
        // A negative number, in the first call, assigns all segments to one level, so that the
        // later calls merge all of them.
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
        var number: Int64 = 0
        try connection.run("PRAGMA \(name)", []) { row throws(SQLError) in
            number = try row.int()
            return false
        }
        return number
    }
}
