// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The amount of data that was erased, or would be.
package struct Erasure: Equatable, Sendable {
    /// The number of emails, incoming and outgoing.
    package var emails: Int64 = 0
    /// The size of the emails in bytes, as they arrived.
    package var bytes: Int64 = 0
    /// The number of cases.
    package var cases: Int64 = 0
    /// The number of leads.
    package var leads: Int64 = 0
    /// The number of contacts.
    package var contacts: Int64 = 0
    /// The number of outbox entries.
    package var outbox: Int64 = 0
    /// The number of journal entries.
    package var journal: Int64 = 0

    /// Creates an empty count.
    package init() {}

    /// Adds a number of erased records of a kind.
    package mutating func count(_ kind: RecordKind, _ number: Int64) {
        switch kind {
        case .case: cases += number
        case .lead: leads += number
        }
    }

    /// Adds the numbers of another count.
    package static func += (left: inout Erasure, right: Erasure) {
        left.emails += right.emails
        left.bytes += right.bytes
        left.cases += right.cases
        left.leads += right.leads
        left.contacts += right.contacts
        left.outbox += right.outbox
        left.journal += right.journal
    }
}
