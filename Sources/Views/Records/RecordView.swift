// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import JSON
import Store
import SystemMailbox

/// The view of a case or lead: its fields, the customer's text, its emails, its history.
package struct RecordView: SectionedView {
    /// The extent of the view.
    package enum Extent: Sendable {
        /// Everything.
        case whole
        /// Only the fields, as after a change.
        case fields
    }

    package let sections: [Section]
    package let json: JSON

    /// Creates the view of a case or lead; `now` decides the form of dates.
    ///
    /// - Throws: `DeskError` if the record does not exist or the user may not see it, or an error
    ///   of the store.
    package init(_ record: RecordID, _ extent: Extent, desk: Desk, now: Int64) throws {
        switch record.kind {
        case .case: try self.init(caseNumber: record.number, extent, desk, now)
        case .lead: try self.init(leadNumber: record.number, extent, desk, now)
        }
    }

    private init(caseNumber number: Int64, _ extent: Extent, _ desk: Desk, _ now: Int64) throws {
        let row = try desk.caseRow(number)
        let links = try desk.links(ofCase: number)
        let events = try desk.events(of: .case(number))
        let emailIDs = try desk.emailIDs(ofCase: number)
        var object = row.json(emailIDs: emailIDs, notes: events).object ?? JSONObject()
        object["links"] = .array(links.map(\.json))
        json = .object(object)
        sections = try Self.sections(
            Self.fields(row, links), row.record.description, emailIDs, events, extent, desk, now)
    }

    private init(leadNumber number: Int64, _ extent: Extent, _ desk: Desk, _ now: Int64) throws {
        let row = try desk.leadRow(number)
        let events = try desk.events(of: .lead(number))
        let emailIDs = try desk.emailIDs(ofLead: number)
        json = row.json(emailIDs: emailIDs, notes: events)
        sections = try Self.sections(
            Self.fields(row), row.lead.notes, emailIDs, events, extent, desk, now)
    }

    private static func sections(
        _ fields: FieldsView, _ description: String, _ emailIDs: [Int64], _ events: [RecordEvent],
        _ extent: Extent, _ desk: Desk, _ now: Int64
    ) throws -> [Section] {
        var sections = [Section(.fields(fields))]
        guard extent == .whole else { return sections }
        if !description.isEmpty { sections.append(Section(.text(TextView(description)))) }
        if !emailIDs.isEmpty {
            let rows = try emailIDs.map { try desk.emailRow($0) }
            sections.append(Section(.table(EmailListView(rows, now: now).table)))
        }
        if !events.isEmpty {
            sections.append(
                Section(.remarks(events.flatMap(\.remarks)), announcedBy: "History:"))
        }
        return sections
    }

    static func fields(_ row: Store.CaseRow, _ links: [Desk.CaseLink]) -> FieldsView {
        let record = row.record
        var fields = FieldsView()
        fields.add("Case", String(record.number))
        fields.add("Subject", [record.shownSubject])
        fields.add("Mailbox", [Span(row.mailboxName, .link(.mailbox(row.mailboxName)))])
        fields.add("Status", record.status)
        fields.add("Priority", record.priority)
        fields.add("Source", record.source)
        fields.add("Owner", record.owner ?? "-")
        fields.add("Assigned to", record.assignedTo ?? "-")
        fields.add("Tags", record.tags.joined(separator: ", "))
        fields.add("Contact", [contact(row.contact)])
        fields.add("Opened", Timestamp.readable(record.createdAt))
        fields.add("Changed", Timestamp.readable(record.updatedAt))
        for link in links {
            let label =
                switch link.relation {
                case .follows: "Follows"
                case .mergedInto: "Merged into"
                }
            fields.add(
                label, [link.other.map { .record(.case($0)) } ?? Span(OtherMailboxes.case)])
        }
        return fields
    }

    static func fields(_ row: Store.LeadRow) -> FieldsView {
        let lead = row.lead
        var fields = FieldsView()
        fields.add("Lead", String(lead.number))
        fields.add("Name", [.text(lead.name, orMarker: "(no subject)")])
        fields.add("Mailbox", [Span(row.mailboxName, .link(.mailbox(row.mailboxName)))])
        fields.add("First name", lead.firstName)
        fields.add("Last name", lead.lastName)
        fields.add("Email", lead.email)
        fields.add("Status", lead.status)
        fields.add("Source", lead.source)
        fields.add("Owner", lead.owner ?? "-")
        fields.add("Contact", [contact(row.contact)])
        fields.add("Created", Timestamp.readable(lead.createdAt))
        return fields
    }

    private static func contact(_ person: Person?) -> Span {
        person.map { Span($0.text, .link(.contact($0.address))) } ?? Span("-")
    }
}
