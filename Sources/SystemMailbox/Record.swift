// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A record with all of its fields: a case, a lead or what a program created.
package enum Record: Equatable, Sendable {
    /// A case.
    case `case`(CaseRecord)
    /// A lead.
    case lead(Lead)
    /// A record that a program created in another system.
    case program(ProgramRecord)

    /// The reference to the record.
    package var reference: RecordReference {
        switch self {
        case .case(let record): .case(record.number)
        case .lead(let lead): .lead(lead.number)
        case .program(let record): .program(record)
        }
    }

    /// The ID of the record's contact; nil if it has none or if a program created the record.
    package var contactID: Int64? {
        switch self {
        case .case(let record): record.contactID
        case .lead(let lead): lead.contactID
        case .program: nil
        }
    }

    /// The login name of the user who works on the record; nil if there is none.
    ///
    /// This is the assignee of a case, otherwise the owner.
    package var responsible: String? {
        switch self {
        case .case(let record): record.assignedTo ?? record.owner
        case .lead(let lead): lead.owner
        case .program: nil
        }
    }
}
