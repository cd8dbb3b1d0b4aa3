// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The record that a thread belongs to.
package enum RecordReference: Equatable, Sendable {
    /// The case with this number.
    case `case`(Int64)
    /// The lead with this number.
    case lead(Int64)
    /// The record that a program created somewhere else.
    case program(ProgramRecord)

    /// The reference to a case or a lead.
    package init(_ id: RecordID) {
        switch id.kind {
        case .case: self = .case(id.number)
        case .lead: self = .lead(id.number)
        }
    }

    /// The case or the lead; nil for the record of a program.
    package var id: RecordID? {
        switch self {
        case .case(let number): .case(number)
        case .lead(let number): .lead(number)
        case .program: nil
        }
    }

    /// The record in words: `case 7`, or the program's name with its own number.
    package var name: String {
        if case .program(let record) = self { return "\(record.program) \(record.number)" }
        return id?.name ?? ""
    }

    /// The number of a record of this kind; nil for every other record.
    package func number(of kind: RecordKind) -> Int64? { id?.number(of: kind) }
}
