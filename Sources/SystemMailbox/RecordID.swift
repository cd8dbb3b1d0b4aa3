// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Identifies a case or lead by its kind and number.
package struct RecordID: Hashable, Sendable {
    /// The kind; each kind has its own numbers.
    package let kind: RecordKind
    /// The number, counted from 1.
    package let number: Int64

    /// Creates the ID of the record `number` of a kind.
    package init(_ kind: RecordKind, _ number: Int64) {
        self.kind = kind
        self.number = number
    }

    /// Returns the ID of the case with this number.
    package static func `case`(_ number: Int64) -> RecordID { RecordID(.case, number) }

    /// Returns the ID of the lead with this number.
    package static func lead(_ number: Int64) -> RecordID { RecordID(.lead, number) }

    /// The human-readable name, such as `case 7`.
    package var name: String { "\(kind.rawValue) \(number)" }

    /// Returns the number if the record is of this kind, otherwise nil.
    package func number(of kind: RecordKind) -> Int64? { self.kind == kind ? number : nil }
}
