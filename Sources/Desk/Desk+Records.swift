// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

extension Desk {
    /// Hands the cases of a mailbox, or of all that the viewer may read, to `body`, one by one,
    /// as long as it returns true.
    package func forEachCase(
        mailbox: String?, filter: Store.CaseFilter = Store.CaseFilter(),
        page: Store.Page = .all, _ body: (Store.CaseRow) throws -> Bool
    ) throws {
        try store.forEachCase(
            in: mailboxIDs(named: mailbox), filter: filter,
            closed: store.globalSettings().statuses.closed, page: page, body)
    }

    /// The case of this number.
    package func caseRow(_ number: Int64) throws -> Store.CaseRow {
        guard let row = try store.caseRow(number: number, in: access.readable) else {
            throw DeskError.noSuchCase(number)
        }
        return row
    }

    /// The keys of a case's emails that the viewer may see, oldest first.
    package func emailIDs(ofCase number: Int64) throws -> [Int64] {
        try store.emailIDs(of: .case(number), in: access.readable)
    }

    /// The cases that a case is linked to; they are all of one mailbox.
    package func links(ofCase number: Int64) throws -> [Store.CaseLink] {
        _ = try caseRow(number)
        return try store.links(ofCase: number)
    }

    /// Hands the leads of a mailbox, or of all that the viewer may read, to `body`, one by one,
    /// as long as it returns true; with a status only those in it.
    package func forEachLead(
        mailbox: String?, status: String? = nil, page: Store.Page = .all,
        _ body: (Store.LeadRow) throws -> Bool
    ) throws {
        try store.forEachLead(in: mailboxIDs(named: mailbox), status: status, page: page, body)
    }

    /// The lead of this number.
    package func leadRow(_ number: Int64) throws -> Store.LeadRow {
        guard let row = try store.leadRow(number: number, in: access.readable) else {
            throw DeskError.noSuchLead(number)
        }
        return row
    }

    /// The keys of a lead's emails that the viewer may see, oldest first.
    package func emailIDs(ofLead number: Int64) throws -> [Int64] {
        try store.emailIDs(of: .lead(number), in: access.readable)
    }

    /// The statuses that the settings have for cases.
    package func statuses() throws -> Statuses { try store.globalSettings().statuses }

    /// Hands what the viewer's mailboxes sent or will send to `body`, one by one, as long as it
    /// returns true.
    package func forEachOutboxRow(
        page: Store.Page = .all, _ body: (Store.OutboxRow) throws -> Bool
    ) throws {
        try store.forEachOutboxRow(in: access.readable, page: page, body)
    }
}
