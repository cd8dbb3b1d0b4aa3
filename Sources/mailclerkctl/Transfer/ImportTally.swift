// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON

/// What an import came to, counted.
struct ImportTally: Equatable {
    var stored: Int64 = 0
    /// Of those that were stored: written by the mailbox itself.
    var outgoing: Int64 = 0
    /// Skipped, because the mailbox had them.
    var duplicates: Int64 = 0
    var records: Int64 = 0
    var replies: Int64 = 0
    /// Files and lines that could not be read.
    var unreadable: Int64 = 0

    private static var keys: [(String, WritableKeyPath<ImportTally, Int64>)] {
        [
            ("stored", \.stored), ("outgoing", \.outgoing), ("duplicates", \.duplicates),
            ("records", \.records), ("replies", \.replies), ("unreadable", \.unreadable),
        ]
    }

    /// The counts for programs.
    var json: JSON {
        .object(JSONObject(Self.keys.map { ($0.0, .integer(self[keyPath: $0.1])) }))
    }

    /// Adds what another part of the same import printed as JSON; false when it printed none.
    mutating func add(printed bytes: [UInt8]) -> Bool {
        guard let object = (try? JSON(parsing: bytes))?.object else { return false }
        for (key, path) in Self.keys { self[keyPath: path] += object[key]?.integer ?? 0 }
        return true
    }

    /// The counts for people.
    var text: String {
        var parts = ["imported \(stored) of \(stored + duplicates) messages"]
        if outgoing > 0 { parts.append("\(outgoing) of them sent from the mailbox") }
        if duplicates > 0 { parts.append("\(duplicates) were there already") }
        if records > 0 { parts.append("\(records) new records") }
        if replies > 0 { parts.append("\(replies) replies due") }
        if unreadable > 0 { parts.append("\(unreadable) could not be read") }
        return parts.joined(separator: "; ")
    }
}
