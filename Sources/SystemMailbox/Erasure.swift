// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// How much was erased, or would be.
package struct Erasure: Equatable, Sendable {
    /// Emails, those that were sent from here included.
    package var emails: Int64 = 0
    /// Their size in bytes, as they came.
    package var bytes: Int64 = 0
    /// Cases.
    package var cases: Int64 = 0
    /// Leads.
    package var leads: Int64 = 0
    /// People.
    package var contacts: Int64 = 0
    /// Entries of the outbox.
    package var outbox: Int64 = 0
    /// Entries of the journal.
    package var journal: Int64 = 0

    /// Nothing.
    package init() {}

    /// Counts erased records of a kind.
    package mutating func count(_ kind: RecordKind, _ number: Int64) {
        switch kind {
        case .case: cases += number
        case .lead: leads += number
        }
    }

    /// Adds what was erased beside that.
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
