// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox
import Testing

@testable import Store
@testable import Views

/// Lists, histories and single emails as values.
@Suite struct ListViewTests {
    @Test func anEmailHasMarksAndLeadsToItself() throws {
        let row = try #require(EmailListView([.sample], now: Moments.now).table.rows.first)
        #expect(row.link == .email(7))
        #expect(
            row.cells.map(\.value.text) == [
                "7", "*@", "03-03 08:15", "support", "Ada Ames", "Broken lamp", "#4",
            ])
        #expect(row.cells[5].tail == "It is broken.")
        #expect(row.cells.map(\.isStrong) == [false, false, false, false, true, true, false])
    }

    @Test func missingTextIsAMarker() throws {
        var email = Store.EmailRow.sample
        email.email.subject = ""
        email.email.from = nil
        email.isSeen = true
        let cells = try #require(EmailListView([email], now: Moments.now).table.rows.first).cells
        #expect(cells[4].value == Span("(nobody)", .marker))
        #expect(cells[5].value == Span("(no subject)", .marker))
    }

    @Test func theMailboxIsLeftOutWhereThereIsLittleRoom() {
        let columns = EmailListView(now: 0).table.columns
        #expect(columns.filter { $0.narrowWidth == 0 }.map(\.title) == ["Mailbox"])
    }

    @Test func emptyListsSayWhy() {
        var statuses = Statuses()
        statuses.open = ["open"]
        statuses.closed = ["closed"]
        let site = statuses
        func text(_ status: String?, _ isFiltered: Bool) -> String {
            CaseListView.emptyText(status: status, isFiltered: isFiltered, statuses: site)
        }
        #expect(text(nil, false) == "no cases")
        #expect(text(nil, true) == "no case matches")
        #expect(text("open", false) == "no case matches")
        #expect(
            text("new", false) == "no case has the status \"new\"; statuses are open, closed")
        #expect(EmailListView.emptyText(isFiltered: false) == "no emails")
        #expect(LeadListView.emptyText(isFiltered: true) == "no lead matches")
    }

    @Test func aSearchShowsOnlyKindsWithResults() {
        var results = SearchResultsView(now: Moments.now)
        #expect(results.sections.isEmpty)
        results.add(Store.CaseRow.sample)
        results.add(Person(name: nil, address: "ada@example.com"))
        #expect(results.sections.map(\.heading?.text) == ["Cases", "Contacts"])
        #expect(
            SearchResultJSON.contact(Person(name: nil, address: "ada@example.com")).text
                == #"{"type":"contact","name":null,"address":"ada@example.com"}"#)
    }

    @Test func theHistoryOfARecordIsTold() {
        let events: [RecordEvent] = [
            .sample(.set, ["status": ["old": "open", "new": "closed"]]),
            .sample(.note, ["text": "called\nher"]),
            .sample(.replied, ["to": ["ada@example.com"], "email": 8]),
            .sample(.moved, ["merged_into": ["new": "case 2"]]),
        ]
        let remarks = events.flatMap(\.remarks)
        let head = "2026-03-03 08:15 UTC  bob "
        #expect(
            remarks.map(\.sentence.text) == [
                head + "set status open -> closed", head + "noted:",
                head + "replied with email 8 to ada@example.com", head + "merged it into case 2",
            ])
        #expect(remarks.map(\.text) == [nil, "called\nher", nil, nil])
    }

    @Test func aCaseHasItsFields() {
        let fields = RecordView.fields(.sample, [.init(relation: .mergedInto, other: 2)])
        #expect(fields["Contact"] == "Ada Ames <ada@example.com>")
        #expect(fields["Owner"] == "-")
        #expect(fields["Merged into"] == "case 2")
        #expect(
            fields.fields.map(\.label) == [
                "Case", "Subject", "Mailbox", "Status", "Priority", "Source", "Owner",
                "Assigned to", "Tags", "Contact", "Opened", "Changed", "Merged into",
            ])
    }
}
