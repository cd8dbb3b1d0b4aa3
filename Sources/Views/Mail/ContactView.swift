// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import JSON
import Store
import SystemMailbox

/// The view of a contact: the cases, leads and emails of one person.
package struct ContactView: SectionedView {
    package let sections: [Section]
    package let json: JSON

    /// Creates the view of a person's history; `now` decides the form of dates.
    ///
    /// - Throws: `DeskError`, or an error of the store.
    package init(_ history: PersonHistory, desk: Desk, now: Int64) throws {
        var object = history.person.json.object ?? JSONObject()
        object["cases"] = .array(
            try history.cases.map { row in
                row.json(emailIDs: try desk.emailIDs(ofCase: row.record.number))
            })
        object["leads"] = .array(
            try history.leads.map { row in
                row.json(emailIDs: try desk.emailIDs(ofLead: row.lead.number))
            })
        object["emails"] = .array(history.emails.map(\.json))
        json = .object(object)
        sections = Self.sections(history, now: now)
    }

    private static func sections(_ history: PersonHistory, now: Int64) -> [Section] {
        var fields = FieldsView()
        fields.add("Name", history.person.name)
        fields.add("Address", history.person.address)
        var cases = CaseListView(now: now)
        for row in history.cases { cases.add(row) }
        var leads = LeadListView(now: now)
        for row in history.leads { leads.add(row) }
        let tables = [cases.table, leads.table, EmailListView(history.emails, now: now).table]
        return [Section(.fields(fields))]
            + tables.filter { !$0.isEmpty }.map { Section(.table($0)) }
    }
}
