// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON

/// The counts of an import.
package struct ImportTally: Equatable, Sendable {
    /// The number of stored messages.
    package var stored: Int64 = 0
    /// The number of stored messages that were sent from the mailbox.
    package var outgoing: Int64 = 0
    /// The number of messages that were skipped because the mailbox already had them.
    package var duplicates: Int64 = 0
    /// The number of created records.
    package var records: Int64 = 0
    /// The number of replies that were put into the outbox.
    package var replies: Int64 = 0
    /// The number of files and lines that could not be read.
    package var unreadable: Int64 = 0

    /// Creates counts of zero.
    package init() {}

    private static var keys: [(String, WritableKeyPath<ImportTally, Int64>)] {
        [
            ("stored", \.stored), ("outgoing", \.outgoing), ("duplicates", \.duplicates),
            ("records", \.records), ("replies", \.replies), ("unreadable", \.unreadable),
        ]
    }

    /// The counts as JSON.
    package var json: JSON {
        .object(JSONObject(Self.keys.map { ($0.0, .integer(self[keyPath: $0.1])) }))
    }

    /// Adds counts that a helper process printed as JSON; returns false if `bytes` are not JSON.
    package mutating func add(printed bytes: [UInt8]) -> Bool {
        guard let object = (try? JSON(parsing: bytes))?.object else { return false }
        for (key, path) in Self.keys { self[keyPath: path] += object[key]?.integer ?? 0 }
        return true
    }

    /// Adds the counts of another part of the same import.
    package static func += (sum: inout ImportTally, part: ImportTally) {
        for (_, path) in keys { sum[keyPath: path] += part[keyPath: path] }
    }

    /// The counts as text: `imported 5 messages, skipped 2 already present`.
    package var text: String {
        var parts = ["imported \(stored) \(stored == 1 ? "message" : "messages")"]
        if outgoing > 0 { parts[0] += " (\(outgoing) sent from the mailbox)" }
        if duplicates > 0 { parts.append("skipped \(duplicates) already present") }
        if records > 0 { parts.append("created \(records) \(records == 1 ? "record" : "records")") }
        if replies > 0 { parts.append("\(replies) \(replies == 1 ? "reply" : "replies") due") }
        if unreadable > 0 { parts.append("\(unreadable) unreadable") }
        return parts.joined(separator: ", ")
    }
}
