// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Returns whether an address is a participant of a thread, or of another thread of its case:
    /// as the author of the first email, or as an added participant.
    ///
    /// `key` is a key of ``Participant``.
    package func isParticipant(_ key: String, in thread: MailThread) throws -> Bool {
        let threads =
            try thread.record?.number(of: .case).map { try threadIDs(of: .case($0)) } ?? [thread.id]
        if try openers(of: threads).contains(key) { return true }
        return try threads.contains { id in
            try connection.first(
                "SELECT 1 FROM participant WHERE thread_id = $1 AND folded = $2", id, key
            ) { row in try row.int() } != nil
        }
    }

    /// Returns the keys of the participants that were added to a thread; the author of its first
    /// email is not among them.
    package func addedParticipants(threadID: Int64) throws -> [String] {
        try connection.all(
            "SELECT folded FROM participant WHERE thread_id = $1", threadID
        ) { row in try row.text() }
    }

    /// Adds a participant to a thread.
    package func addParticipant(_ key: String, threadID: Int64, at now: Int64) throws {
        try connection.execute(
            """
            INSERT INTO participant (thread_id, folded, since) VALUES ($1, $2, $3)
            ON CONFLICT (thread_id, folded) DO NOTHING
            """, threadID, key, now)
    }

    /// Returns the keys of the authors of the first emails of threads.
    func openers(of threadIDs: [Int64]) throws -> [String] {
        try threadIDs.compactMap { id in
            let opener = try connection.first(
                """
                SELECT from_address FROM email WHERE thread_id = $1 AND direction = 'in'
                ORDER BY id LIMIT 1
                """, id
            ) { row in try row.optionalText() }
            // Without a domain it is a name, which several people may have.
            return (opener ?? nil).flatMap {
                $0.utf8.contains(UInt8(ascii: "@"))
                    ? Participant.key(folded: AddressPattern.folded($0)) : nil
            }
        }
    }
}
