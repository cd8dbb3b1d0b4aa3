// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

@testable import Desk

/// Tests changes and notes of records.
///
/// Carol has reply access, alice has read access, eve has no access.
@Suite struct ChangeTests {
    private func change(_ edit: (inout RecordChange) -> Void) -> RecordChange {
        var change = RecordChange()
        edit(&change)
        return change
    }

    @Test func `fields of a case are set, and the history names the user`() throws {
        let site = try Office()
        let number = try site.openCase(in: "support").number
        let row = try site.desk("carol").set(
            caseNumber: number,
            change {
                $0.status = "resolved"
                $0.priority = "high"
                $0.assignTo = "alice"
                $0.owner = "carol"
                $0.tags = ["lamps", "urgent", "-urgent"]
            }, at: Office.now + 5)
        #expect(row.record.status == "resolved")
        #expect(row.record.priority == "high")
        #expect(row.record.assignedTo == "alice")
        #expect(row.record.owner == "carol")
        #expect(row.record.tags == ["lamps"])
        #expect(row.record.updatedAt == Office.now + 5)
        let event = try #require(try site.desk("alice").events(of: .case(number)).first)
        #expect(event.by == "carol")
        #expect(event.details["status"]?["old"]?.string == "open")
        #expect(event.details["status"]?["new"]?.string == "resolved")
    }

    @Test func `an empty name removes the assignee`() throws {
        let site = try Office()
        let number = try site.openCase(in: "support", assignedTo: "alice").number
        let row = try site.desk("carol").set(
            caseNumber: number, change { $0.assignTo = "" }, at: Office.now)
        #expect(row.record.assignedTo == nil)
    }

    @Test func `a value that stays the same adds no event`() throws {
        let site = try Office()
        let number = try site.openCase(in: "support").number
        _ = try site.desk("carol").set(
            caseNumber: number, change { $0.status = "open" }, at: Office.now + 9)
        #expect(try site.desk("carol").events(of: .case(number)).isEmpty)
        #expect(try site.store.caseRecord(number: number)?.updatedAt == Office.now)
    }

    @Test func `read access is not enough, and without access the record seems missing`() throws {
        let site = try Office()
        let number = try site.openCase(in: "support").number
        let lead = try site.openLead(in: "support")
        let close = change { $0.status = "closed" }
        for (user, error) in [
            ("alice", DeskError.needs(.reply, mailbox: "support")),
            ("eve", DeskError.noSuchCase(number)),
        ] {
            #expect(throws: error) {
                try site.desk(user).set(caseNumber: number, close, at: Office.now)
            }
            #expect(throws: error) {
                try site.desk(user).addNote("x", to: .case(number), at: Office.now)
            }
        }
        #expect(throws: DeskError.needs(.reply, mailbox: "support")) {
            try site.desk("alice").set(leadNumber: lead, close, at: Office.now)
        }
        #expect(throws: DeskError.noSuchLead(lead)) {
            try site.desk("eve").set(leadNumber: lead, close, at: Office.now)
        }
        #expect(throws: DeskError.noSuchCase(number)) {
            try site.desk("eve").events(of: .case(number))
        }
        #expect(try site.store.caseRecord(number: number)?.status == "open")
        #expect(try site.store.events(of: .case(number)).isEmpty)
    }

    @Test func `values that do not exist are refused`() throws {
        let site = try Office()
        let number = try site.openCase(in: "support").number
        #expect(
            throws: DeskError.unknownValue(
                "status", "done",
                known: ["open", "in-progress", "waiting", "resolved", "closed"])
        ) {
            try site.desk("carol").set(
                caseNumber: number, change { $0.status = "done" }, at: Office.now)
        }
        #expect(throws: DeskError.cannotSee(user: "eve")) {
            try site.desk("carol").set(
                caseNumber: number, change { $0.assignTo = "eve" }, at: Office.now)
        }
    }

    @Test func `a user cannot overwrite another user's change of a case unseen`() throws {
        let site = try Office()
        let number = try site.openCase(in: "support").number
        let (carol, dora) = (try site.desk("carol"), try site.desk("dora"))
        try carol.noteSeen(.case(number))
        try dora.noteSeen(.case(number))
        _ = try dora.set(caseNumber: number, change { $0.priority = "high" }, at: Office.now + 7)
        let late = change { $0.priority = "low" }
        #expect(
            throws: DeskError.changedMeanwhile(.case(number), by: "dora", at: Office.now + 7)
        ) {
            try carol.set(caseNumber: number, late, at: Office.now + 8)
        }
        #expect(try site.store.caseRecord(number: number)?.priority == "high")
        // The change succeeds after another look, or if it is forced.
        try carol.noteSeen(.case(number))
        _ = try carol.set(caseNumber: number, late, at: Office.now + 9)
        let forced = change {
            $0.priority = "urgent"
            $0.isForced = true
        }
        _ = try dora.set(caseNumber: number, forced, at: Office.now + 10)
        #expect(try site.store.caseRecord(number: number)?.priority == "urgent")
        #expect(try site.store.events(of: .case(number)).map(\.by) == ["dora", "carol", "dora"])
    }

    @Test func `own changes, and changes before the first look, are not a conflict`() throws {
        let site = try Office()
        let number = try site.openCase(in: "support").number
        let carol = try site.desk("carol")
        for priority in ["low", "high"] {
            _ = try carol.set(caseNumber: number, change { $0.priority = priority }, at: Office.now)
        }
        _ = try site.desk("dora").set(
            caseNumber: number, change { $0.priority = "low" }, at: Office.now)
        #expect(try site.store.events(of: .case(number)).count == 3)
    }

    @Test func `notes are shown to users who may see the record`() throws {
        let site = try Office()
        let number = try site.openCase(in: "support").number
        let lead = try site.openLead(in: "support")
        try site.desk("carol").addNote("call back", to: .case(number), at: Office.now + 3)
        try site.desk("dora").addNote("warm", to: .lead(lead), at: Office.now + 4)
        let note = try #require(try site.desk("alice").events(of: .case(number)).first)
        #expect(note.kind == .note)
        #expect(note.details["text"]?.string == "call back")
        #expect(note.by == "carol")
        #expect(try site.store.caseRecord(number: number)?.updatedAt == Office.now + 3)
        #expect(try site.desk("alice").events(of: .lead(lead)).map(\.by) == ["dora"])
    }
}
