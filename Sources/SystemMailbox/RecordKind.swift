// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A kind of record that is kept in the store; each kind has its own numbers.
///
/// The raw value is the name of the kind in commands, JSON and the store. The differences between
/// the kinds are defined here and, for tables and columns, in Store's `RecordKind+Tables.swift`.
package enum RecordKind: String, Sendable, CaseIterable {
    /// Cases.
    case `case`
    /// Leads.
    case lead

    /// Whether records of this kind can be merged.
    package var canMerge: Bool { self == .case }

    /// Whether records of this kind have a time of the last change.
    package var hasTimeOfChange: Bool { self == .case }
}
