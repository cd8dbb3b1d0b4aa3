// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox

/// The view of the erasure of one person: what was erased, or would be.
package struct PersonErasureView {
    private let address: String
    private let footprint: PersonData
    private let emergency: Int
    private let path: String?
    /// The counts of what was erased; nil before the erasure and in a dry run.
    package var erasure: Erasure?
    /// The reason why the store file was not rewritten; nil if it was.
    package var notRebuilt: String?
    /// The paths of copies of the store, which may still hold data of the person.
    package var copies: [String] = []

    /// Creates the view of an erasure that has not begun.
    ///
    /// - Parameters:
    ///   - address: The address of the person.
    ///   - footprint: The data in the store.
    ///   - emergency: The number of emergency messages.
    ///   - path: The file to which the data was exported; nil if there is none.
    package init(
        of address: String, _ footprint: PersonData, emergency: Int, export path: String?
    ) {
        self.address = address
        self.footprint = footprint
        self.emergency = emergency
        self.path = path
    }

    private var counts: Erasure {
        if let erasure { return erasure }
        var counts = Erasure()
        counts.emails = Int64(footprint.emailIDs.count)
        counts.cases = Int64(footprint.cases.count)
        counts.leads = Int64(footprint.leads.count)
        counts.contacts = Int64(footprint.contacts.count)
        return counts
    }

    /// The view as a JSON object.
    package var json: JSON {
        var object = counts.json
        object["address"] = .string(address)
        object["export"] = JSON(optional: path)
        object["emergency"] = .integer(Int64(emergency))
        object["mentions"] = .array(footprint.mentions.map { .integer($0) })
        object["copies"] = .array(copies.map { .string($0) })
        object["not_rebuilt"] = JSON(optional: notRebuilt)
        object["dry_run"] = .bool(erasure == nil)
        return .object(object)
    }

    /// The view as sentences.
    package var lines: [String] {
        let verb = erasure == nil ? "would erase" : "erased"
        var lines = ["\(verb) \(counts.text)"]
        if emergency > 0 { lines.append("\(verb) \(emergency) emergency messages") }
        if let path { lines.append("exported it to \(path)") }
        if !footprint.mentions.isEmpty {
            let ids = footprint.mentions.map(String.init).joined(separator: " ")
            lines.append("emails of others that mention the address remain: \(ids)")
        }
        return lines
    }

    /// The warnings about data that may remain.
    package var warnings: [String] {
        copies.map {
            "\($0) is a copy of the store and was not changed; it may still hold this person's data"
        } + (notRebuilt.map { ["the store file was not rewritten: \($0)"] } ?? [])
    }
}
