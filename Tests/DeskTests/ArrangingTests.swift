// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

@testable import Desk

/// Tests marks, moves, merges and splits.
///
/// Dora has manage access to support, carol has reply access to support and read access to sales,
/// alice has read access to support.
@Suite struct ArrangingTests {
    @Test func `spam and trash are hidden from all users until the mark is removed`() throws {
        let site = try Office()
        let ids = try (1...4).map { try site.add(to: "support", subject: "\($0)") }
        let carol = try site.desk("carol")
        try carol.mark([ids[0]], as: .spam, at: Office.now)
        try carol.mark([ids[1], ids[2]], as: .trash, at: Office.now)
        let alice = try site.desk("alice")
        #expect(try alice.emailIDs("support") == [ids[3]])
        let overview = try #require(try alice.mailboxes().first)
        #expect(overview.count == Store.MailCount(total: 1, unread: 1))
        var filter = Store.EmailFilter()
        filter.mark = .trash
        #expect(try alice.emailIDs("support", filter: filter) == [ids[2], ids[1]])
        try alice.mark([ids[0]], asRead: true, at: Office.now)
        #expect(try alice.mailboxes().first?.count == Store.MailCount(total: 1, unread: 1))
        try carol.mark(ids, as: nil, at: Office.now)
        #expect(try alice.emailIDs("support").count == 4)
        #expect(
            try alice.journal(ofEmail: ids[0]).map(\.event.rawValue) == ["marked-spam", "unmarked"])
    }

    @Test func `a mark fails for all emails if the user may not mark one of them`() throws {
        let site = try Office()
        let (own, other) = (try site.add(to: "support"), try site.add(to: "sales"))
        #expect(throws: DeskError.needs(.reply, mailbox: "sales")) {
            try site.desk("carol").mark([own, other], as: .spam, at: Office.now)
        }
        #expect(throws: DeskError.noSuchEmail(own)) {
            try site.desk("eve").mark([own], as: .spam, at: Office.now)
        }
        #expect(try site.store.mark(ofEmail: own) == nil)
    }

    @Test func `a thread moves with its record if the user manages both mailboxes`() throws {
        let site = try Office()
        let (number, thread) = try site.openCase(in: "support")
        let id = try site.add(to: "support", thread: thread)
        #expect(throws: DeskError.noSuchMailbox("sales")) {
            try site.desk("dora").move(threadOfEmail: id, to: "sales", at: Office.now)
        }
        #expect(throws: DeskError.needs(.manage, mailbox: "support")) {
            try site.desk("carol").move(threadOfEmail: id, to: "sales", at: Office.now)
        }
        let owner = try site.desk(of: .owner(name: "root"))
        #expect(throws: DeskError.isThereAlready(email: id, mailbox: "support")) {
            try owner.move(threadOfEmail: id, to: "support", at: Office.now)
        }
        let moved = try owner.move(threadOfEmail: id, to: "sales", at: Office.now)
        #expect(moved == [1, id])
        #expect(try owner.caseRow(number).mailboxName == "sales")
        #expect(try site.desk("carol").emailIDs("sales") == [id, 1])
        #expect(throws: DeskError.noSuchEmail(id)) { try site.desk("alice").emailRow(id) }
        #expect(try owner.events(of: .case(number)).map(\.kind) == [.moved])
    }

    @Test func `a case is merged into another one`() throws {
        let site = try Office()
        let (first, second) = (
            try site.openCase(in: "support").number, try site.openCase(in: "support").number
        )
        let dora = try site.desk("dora")
        let row = try dora.merge(case: second, into: first, at: Office.now)
        #expect(row.record.number == first)
        #expect(try dora.emailIDs(ofCase: first) == [1, 2])
        #expect(try dora.emailIDs(ofCase: second).isEmpty)
        #expect(try dora.caseRow(second).record.status == "resolved")
        #expect(try dora.links(ofCase: second).map(\.other) == [first])
        #expect(throws: DeskError.isMerged(second, into: first)) {
            try dora.merge(case: second, into: first, at: Office.now)
        }
    }

    @Test func `a case is not merged into itself or into a case of another mailbox`() throws {
        let site = try Office()
        let (first, second) = (
            try site.openCase(in: "support").number, try site.openCase(in: "sales").number
        )
        let owner = try site.desk(of: .owner(name: "root"))
        for (number, into) in [(second, first), (first, first)] {
            #expect(throws: DeskError.cannotMerge(number, into: into)) {
                try owner.merge(case: number, into: into, at: Office.now)
            }
        }
        #expect(throws: DeskError.needs(.manage, mailbox: "support")) {
            try site.desk("carol").merge(case: second, into: first, at: Office.now)
        }
        #expect(throws: DeskError.noSuchCase(first)) {
            try site.desk("eve").merge(case: second, into: first, at: Office.now)
        }
    }

    @Test func `an email is split off its thread unless it is the only one`() throws {
        let site = try Office()
        let (number, thread) = try site.openCase(in: "support")
        let id = try site.add(to: "support", thread: thread)
        #expect(throws: DeskError.needs(.manage, mailbox: "support")) {
            try site.desk("carol").split(id, at: Office.now)
        }
        try site.desk("dora").split(id, at: Office.now)
        #expect(try site.store.emailIDs(of: .case(number)) == [1])
        #expect(try site.store.email(id: id)?.threadID != thread)
        #expect(throws: DeskError.isAlone(email: id)) {
            try site.desk("dora").split(id, at: Office.now)
        }
    }
}
