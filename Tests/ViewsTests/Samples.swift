// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox

@testable import Desk
@testable import Store

/// Times of the samples, in microseconds since 1970, UTC.
enum Moments {
    /// 2026-03-03T08:15:00Z.
    static let now: Int64 = 1_772_525_700_000_000
    static let minute: Int64 = 60_000_000
}

extension Store.OutboxRow {
    static var sample: Self {
        Self(
            id: 3, emailID: 7, mailboxName: "support", recipient: "ada@example.com", kind: .reply,
            state: .failed, attempts: 2, dueAt: Moments.now,
            createdAt: Moments.now - Moments.minute, lastError: "status 75")
    }
}

extension Store.CaseRow {
    static var sample: Self {
        var record = CaseRecord(
            mailboxID: 1, subject: "Broken lamp", description: "It is broken.", status: "open",
            priority: "high", source: "email", at: Moments.now)
        record.number = 4
        record.tags = ["lamp"]
        return Self(
            record: record, mailboxName: "support",
            contact: Person(name: "Ada Ames", address: "ada@example.com"))
    }
}

extension Store.LeadRow {
    static var sample: Self {
        var lead = Lead(
            mailboxID: 1, name: "Big order", notes: "1000 lamps", firstName: "Ada",
            lastName: "Ames", status: "new", source: "email", at: Moments.now)
        lead.number = 5
        return Self(lead: lead, mailboxName: "sales", contact: nil)
    }
}

extension Store.EmailRow {
    static var sample: Self {
        var email = Email(mailboxID: 1, receivedAt: Moments.now)
        email.id = 7
        email.threadID = 2
        email.from = Person(name: "Ada Ames", address: "ada@example.com")
        email.to = [Person(name: nil, address: "support@example.com")]
        email.subject = "Broken lamp"
        email.snippet = "It is broken."
        email.attachmentCount = 1
        email.size = 812
        return Self(
            email: email, mailboxName: "support", isSeen: false, record: .case(4))
    }
}

extension RecordEvent {
    static func sample(_ kind: Kind, _ details: JSON) -> RecordEvent {
        RecordEvent(.case(4), kind, by: "bob", at: Moments.now, details: details)
    }
}
