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
            closed: store.globalSettings().statuses.closed, page: page
        ) { row in try body(shown(row, contactNames)) }
    }

    /// Returns the case with this number.
    package func caseRow(_ number: Int64) throws -> Store.CaseRow {
        guard let row = try store.caseRow(number: number, in: access.readable) else {
            throw DeskError.noSuchCase(number)
        }
        return try shown(row, contactNames)
    }

    /// Returns the IDs of a case's emails that the viewer may see, oldest first.
    package func emailIDs(ofCase number: Int64) throws -> [Int64] {
        try store.emailIDs(of: .case(number), in: access.readable)
    }

    /// A case's link to another case, as the viewer may see it.
    package struct CaseLink: Equatable, Sendable {
        /// The relation.
        package let relation: Store.CaseRelation
        /// The number of the other case; nil if it was moved to a mailbox that the viewer may not
        /// read.
        package let other: Int64?

        /// Creates a link.
        package init(relation: Store.CaseRelation, other: Int64?) {
            self.relation = relation
            self.other = other
        }
    }

    /// Returns the links of a case to other cases, oldest first.
    package func links(ofCase number: Int64) throws -> [CaseLink] {
        _ = try caseRow(number)
        let others = try OtherMailboxes(access, in: store)
        return try store.links(ofCase: number).map { link in
            CaseLink(relation: link.relation, other: try others.visible(link.other))
        }
    }

    /// Calls `body` for each lead of a mailbox, or of all mailboxes that the viewer may read, until
    /// it returns false.
    ///
    /// If `status` is not nil, only leads with this status are listed.
    package func forEachLead(
        mailbox: String?, status: String? = nil, page: Store.Page = .all,
        _ body: (Store.LeadRow) throws -> Bool
    ) throws {
        try store.forEachLead(in: mailboxIDs(named: mailbox), status: status, page: page) { row in
            try body(shown(row, contactNames))
        }
    }

    /// Returns the lead with this number.
    package func leadRow(_ number: Int64) throws -> Store.LeadRow {
        guard let row = try store.leadRow(number: number, in: access.readable) else {
            throw DeskError.noSuchLead(number)
        }
        return try shown(row, contactNames)
    }

    /// Returns a case with the name of its contact that some mailboxes know.
    func shown(_ row: Store.CaseRow, _ names: ContactNames) throws -> Store.CaseRow {
        var row = row
        row.contact = try names.known(row.contact, id: row.record.contactID)
        return row
    }

    /// Returns a lead with the name of its contact that some mailboxes know.
    func shown(_ row: Store.LeadRow, _ names: ContactNames) throws -> Store.LeadRow {
        var row = row
        row.contact = try names.known(row.contact, id: row.lead.contactID)
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
