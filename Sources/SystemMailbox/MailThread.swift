// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Emails that belong together, and the record that they belong to.
package struct MailThread: Equatable, Sendable {
    /// The key in the store; 0 before it is stored.
    package var id: Int64
    /// The mailbox that it is in.
    package var mailboxID: Int64
    /// The number of its case; nil when it has none.
    package var caseNumber: Int64?
    /// The number of its lead; nil when it has none.
    package var leadNumber: Int64?
    /// The record that a program made for it; nil when none did.
    package var programRecord: ProgramRecord?

    /// Makes it from its parts.
    package init(
        id: Int64, mailboxID: Int64, caseNumber: Int64? = nil, leadNumber: Int64? = nil,
        programRecord: ProgramRecord? = nil
    ) {
        self.id = id
        self.mailboxID = mailboxID
        self.caseNumber = caseNumber
        self.leadNumber = leadNumber
        self.programRecord = programRecord
    }

    /// Whether it belongs to a record, of whatever kind.
    package var hasRecord: Bool {
        caseNumber != nil || leadNumber != nil || programRecord != nil
    }
}
