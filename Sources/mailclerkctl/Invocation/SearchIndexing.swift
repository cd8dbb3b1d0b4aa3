// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import SQL
import Store
import SystemMailbox

/// When the full-text index is brought up to date, and what people are told of it.
enum SearchIndexing {
    /// The most emails that one run of `flush` adds: some seconds of work.
    private static let emailsOfFlush = 4_000
    /// Beyond so many emails people are told why they wait.
    private static let emailsOfShortWait = 2_000

    /// Adds everything that came since, for a search.
    ///
    /// Where the index cannot be written to now, the search finds what is in it, and says so.
    static func update(for desk: Desk, _ session: Session) throws {
        if try desk.hasUnindexedEmails(moreThan: emailsOfShortWait) {
            session.output.note("the index is brought up to date first; that takes a while")
        }
        do {
            try desk.updateSearchIndex()
        } catch let error as SQLError {
            let reason = ErrorText.of(error, store: session.location)
            session.output.note("the newest emails may be missing: \(reason)")
        }
    }

    /// Adds some of what came since, for `flush`; mail is sent whether that works or not.
    static func updateDerivedTables(_ store: Store, _ session: Session) {
        do {
            _ = try store.updateSearchIndex(atMost: emailsOfFlush)
            try store.divideEmailCounts()
            try store.gatherReadRanges()
            try store.countJournal()
        } catch {
            let reason = ErrorText.of(error, store: session.location)
            session.output.note("what makes lists and searches fast stays behind: \(reason)")
        }
    }
}

extension SearchQuery {
    /// Reads what was typed.
    init(_ text: String, now: Int64) throws(Problem) {
        try self.init(text) { date in
            DateArgument(date, now: now).map { ($0.start, $0.end) }
        }
    }
}
