// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Identifies the record of a thread.
package enum RecordReference: Equatable, Sendable {
    /// The case with this number.
    case `case`(Int64)
    /// The lead with this number.
    case lead(Int64)
    /// A record that a program created in another system.
    case program(ProgramRecord)

    /// Creates the reference to a case or a lead.
    package init(_ id: RecordID) {
        switch id.kind {
        case .case: self = .case(id.number)
        case .lead: self = .lead(id.number)
        }
    }

    /// The ID of the case or lead; nil for a program's record.
    package var id: RecordID? {
        switch self {
        case .case(let number): .case(number)
        case .lead(let number): .lead(number)
        case .program: nil
        }
    }

    /// The human-readable name: `case 7`, or the name of the program and the record's number.
    package var name: String {
        if case .program(let record) = self { return "\(record.program) \(record.number)" }
        return id?.name ?? ""
    }

    /// Returns the number if the record is of this kind, otherwise nil.
    package func number(of kind: RecordKind) -> Int64? { id?.number(of: kind) }
}
