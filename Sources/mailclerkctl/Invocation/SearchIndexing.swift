// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Store
import SystemMailbox

/// Updates the full-text index and prints messages about it.
enum SearchIndexing {
    /// The maximum number of emails that one run of `flush` indexes, which takes some seconds.
    private static let emailsOfFlush = 4_000
    /// If more emails than this are new, a message warns the user of the delay.
    private static let emailsOfShortWait = 2_000

    /// Adds all new emails to the index before a search.
    ///
    /// If the index cannot be updated, a warning is printed and the search uses the old index.
    static func update(for desk: Desk, _ session: Session) throws {
        if try desk.hasUnindexedEmails(moreThan: emailsOfShortWait) {
            session.output.note("updating the search index; this may take a while")
        }
        do {
            try desk.updateSearchIndex()
        } catch  where StoreFailure(error) != nil {
            let reason = StoreFailure.text(of: error, store: session.location)
            session.output.warn("the newest emails may be missing: \(reason)")
        }
    }

    /// Updates the index and the list statistics for `flush`; a failure only prints a warning.
    static func updateDerivedTables(_ store: Store, _ session: Session) {
        do {
            _ = try store.updateSearchIndex(atMost: emailsOfFlush)
            try store.divideEmailCounts()
            try store.gatherReadRanges()
            try store.countJournal()
        } catch {
            let reason = StoreFailure.text(of: error, store: session.location)
            session.output.warn("search index and list statistics not updated: \(reason)")
        }
    }
}

extension SearchQuery {
    /// Parses a search query; ages such as 7d are relative to `now`.
    init(_ text: String, now: Int64) throws(Problem) {
        try self.init(text) { date in
            DateArgument(date, now: now).map { ($0.start, $0.end) }
        }
    }
}
