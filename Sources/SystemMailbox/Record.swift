// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A record with all of its fields: a case, a lead or what a program created.
package enum Record: Equatable, Sendable {
    /// A case.
    case `case`(CaseRecord)
    /// A lead.
    case lead(Lead)
    /// The record that a program created somewhere else.
    case program(ProgramRecord)

    /// Which record it is.
    package var reference: RecordReference {
        switch self {
        case .case(let record): .case(record.number)
        case .lead(let lead): .lead(lead.number)
        case .program(let record): .program(record)
        }
    }

    /// The contact whom it is about; nil where there is none, or the record is a program's.
    package var contactID: Int64? {
        switch self {
        case .case(let record): record.contactID
        case .lead(let lead): lead.contactID
        case .program: nil
        }
    }

    /// The login name of the user who works on it: the assignee of a case, otherwise the owner; nil
    /// where there is none.
    package var responsible: String? {
        switch self {
        case .case(let record): record.assignedTo ?? record.owner
        case .lead(let lead): lead.owner
        case .program: nil
        }
    }
}
