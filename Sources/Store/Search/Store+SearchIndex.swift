// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// The full-text index of emails; deliveries do not change it, `flush` and searches update it.
///
/// It contains neither mailboxes nor marks: these are read from the emails that are found.
extension Store {
    /// At most 64 emails, or about 256 KB of text, are added in one transaction, because deliveries
    /// wait for it some tens of milliseconds.
    private static let emailsAtOnce = 64
    private static let erasuresAtOnce = 256
    private static let textAtOnceInBytes = 262_144
    /// The size to which the log may grow while many emails are added.
    private static let logLimitInBytes: Int64 = 8_388_608

    /// Adds new emails to the index, the oldest first; returns their number.
    ///
    /// Other processes may read, deliver and index meanwhile. The change is not synced: if it is
    /// lost in a crash of the machine, the emails are added again.
    package func updateSearchIndex(atMost limit: Int = .max) throws -> Int {
        try eraseSearchTexts()
        var count = 0
        while count < limit {
            let last = try lastInSearchIndex()
            let texts = try searchTexts(after: last, atMost: min(limit - count, Self.emailsAtOnce))
            guard !texts.isEmpty else { break }
            let isOurs = try connection.transaction(.write, .relaxed) {
                // Another process may have added these emails.
                guard try lastInSearchIndex() == last else { return false }
                for (email, text) in texts { try addToSearchIndex(text, of: email) }
                return true
            }
            count += isOurs ? texts.count : 0
            connection.file?.checkpointIfLarge(overBytes: Self.logLimitInBytes)
        }
        return count
    }

    /// Returns whether more than `count` emails wait to be added to the index.
    package func hasUnindexedEmails(moreThan count: Int) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM email WHERE id > $1 ORDER BY id LIMIT 1 OFFSET $2",
            lastInSearchIndex(), count
        ) { row in try row.int() } != nil
    }

    /// Returns the ID of the newest email in the index, or 0 if the index is empty.
    ///
    /// IDs grow, but SQLite may reuse the IDs of the newest rows after these are erased. Their texts
    /// are therefore removed from the index before new emails are added.
    private func lastInSearchIndex() throws -> Int64 {
        let key = connection.dialect.fullTextKey
        return try connection.first(
            "SELECT \(key) FROM \(SearchText.index) ORDER BY \(key) DESC LIMIT 1"
        ) { row in try row.int() } ?? 0
    }

    /// Removes the text of erased emails from the index.
    func eraseSearchTexts() throws {
        guard let erasures = connection.dialect.fullTextErasures(SearchText.index) else { return }
        while true {
            let ids = try connection.all(
                "SELECT id FROM \(erasures) ORDER BY id LIMIT $1", Self.erasuresAtOnce
            ) { row in try row.int() }
            guard !ids.isEmpty else { return }
            try connection.transaction(.write) {
                let key = connection.dialect.fullTextKey
                for id in ids {
                    // Another process may have removed the text, and the ID may be in use again.
                    try connection.execute("DELETE FROM \(erasures) WHERE id = $1", id)
                    guard connection.changes > 0 else { continue }
                    try connection.execute(
                        "DELETE FROM \(SearchText.index) WHERE \(key) = $1", id)
                }
            }
        }
    }

    private func searchTexts(after last: Int64, atMost limit: Int) throws -> [(Email, SearchText)] {
        let emails = try connection.all(
            "SELECT \(Self.emailColumns) FROM email WHERE id > $1 ORDER BY id LIMIT $2", last, limit
        ) { row in try Self.email(row) }
        var texts: [(Email, SearchText)] = []
        var size = 0
        for email in emails {
            let text = SearchText(of: email, raw: try raw(emailID: email.id) ?? [])
            texts.append((email, text))
            size += text.size
            if size >= Self.textAtOnceInBytes { break }
        }
        return texts
    }

    private func addToSearchIndex(_ text: SearchText, of email: Email) throws {
        let columns = SearchText.Column.allCases
        let texts: [any Bindable] = columns.map { text[$0] }
        let places = columns.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        // The email may have been erased since it was read, and another may have its ID.
        try connection.execute(
            """
            INSERT INTO \(SearchText.index) (
                \(connection.dialect.fullTextKey),
                \(columns.map(\.rawValue).joined(separator: ", ")))
            SELECT $1, \(places) WHERE EXISTS (
                SELECT 1 FROM email WHERE id = $1 AND received_at = $\(columns.count + 2))
            """,
            values: [email.id] + texts + [email.receivedAt])
    }
}
