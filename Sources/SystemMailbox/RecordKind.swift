// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A kind of record that the store keeps under numbers of its own.
///
/// The raw value is the kind's name in commands, JSON and the store. What differs between the kinds
/// is told here and, for tables and columns, in Store's `RecordKind+Tables.swift`.
package enum RecordKind: String, Sendable, CaseIterable {
    /// Cases.
    case `case`
    /// Leads.
    case lead

    /// Whether two records of the kind may become one.
    package var canMerge: Bool { self == .case }

    /// Whether the time of the last change of a record is kept.
    package var hasTimeOfChange: Bool { self == .case }
}
