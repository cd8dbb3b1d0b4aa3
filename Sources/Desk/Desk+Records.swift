// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

extension Desk {
    /// Calls `body` for each case of a mailbox, or of all mailboxes that the viewer may read, until
    /// it returns false.
    package func forEachCase(
        mailbox: String?, filter: Store.CaseFilter = Store.CaseFilter(),
        page: Store.Page = .all, _ body: (Store.CaseRow) throws -> Bool
    ) throws {
        try store.forEachCase(
            in: mailboxIDs(named: mailbox), filter: filter,
            closed: store.globalSettings().statuses.closed, page: page, body)
    }

    /// Returns the case with this number.
    package func caseRow(_ number: Int64) throws -> Store.CaseRow {
        guard let row = try store.caseRow(number: number, in: access.readable) else {
            throw DeskError.noSuchCase(number)
        }
        return row
    }

    /// Returns the IDs of a case's emails that the viewer may see, oldest first.
    package func emailIDs(ofCase number: Int64) throws -> [Int64] {
        try store.emailIDs(of: .case(number), in: access.readable)
    }

    /// Returns the cases to which a case is linked; they are in the same mailbox.
    package func links(ofCase number: Int64) throws -> [Store.CaseLink] {
        _ = try caseRow(number)
        return try store.links(ofCase: number)
    }

    /// Calls `body` for each lead of a mailbox, or of all mailboxes that the viewer may read, until
    /// it returns false.
    ///
    /// If `status` is not nil, only leads with this status are listed.
    package func forEachLead(
        mailbox: String?, status: String? = nil, page: Store.Page = .all,
        _ body: (Store.LeadRow) throws -> Bool
    ) throws {
        try store.forEachLead(in: mailboxIDs(named: mailbox), status: status, page: page, body)
    }

    /// Returns the lead with this number.
    package func leadRow(_ number: Int64) throws -> Store.LeadRow {
        guard let row = try store.leadRow(number: number, in: access.readable) else {
            throw DeskError.noSuchLead(number)
        }
        return row
    }

    /// Returns the IDs of a lead's emails that the viewer may see, oldest first.
    package func emailIDs(ofLead number: Int64) throws -> [Int64] {
        try store.emailIDs(of: .lead(number), in: access.readable)
    }

    /// Returns the statuses that cases may have.
    package func statuses() throws -> Statuses { try store.globalSettings().statuses }

    /// Calls `body` for each outbox entry of the mailboxes that the viewer may read, until it
    /// returns false.
    package func forEachOutboxRow(
        page: Store.Page = .all, _ body: (Store.OutboxRow) throws -> Bool
    ) throws {
        try store.forEachOutboxRow(in: access.readable, page: page, body)
    }
}
