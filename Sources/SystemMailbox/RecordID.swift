// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Which case or lead: the kind and the number that users call it by.
package struct RecordID: Hashable, Sendable {
    /// The kind, which has numbers of its own.
    package let kind: RecordKind
    /// The number, counted from 1.
    package let number: Int64

    /// The record `number` of a kind.
    package init(_ kind: RecordKind, _ number: Int64) {
        self.kind = kind
        self.number = number
    }

    /// The case with this number.
    package static func `case`(_ number: Int64) -> RecordID { RecordID(.case, number) }

    /// The lead with this number.
    package static func lead(_ number: Int64) -> RecordID { RecordID(.lead, number) }

    /// The record in words: `case 7`.
    package var name: String { "\(kind.rawValue) \(number)" }

    /// The number of a record of this kind; nil for one of another kind.
    package func number(of kind: RecordKind) -> Int64? { self.kind == kind ? number : nil }
}
