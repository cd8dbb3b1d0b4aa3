// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Store
import SystemMailbox

/// Updates of the full-text index, with their messages.
enum SearchIndexing {
    /// At most 4000 emails in one run of `flush`, which take some seconds.
    private static let emailsOfFlush = 4_000
    /// From this number of emails on, the user is told about the delay.
    private static let emailsOfShortWait = 2_000

    /// Adds all new emails, for a search.
    ///
    /// If the index cannot be written now, the search uses it as it is, with a warning.
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

    /// Adds some of the new emails, for `flush`; a failure is only a warning.
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
    /// Parses the words of a search.
    init(_ text: String, now: Int64) throws(Problem) {
        try self.init(text) { date in
            DateArgument(date, now: now).map { ($0.start, $0.end) }
        }
    }
}
