// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox
import Testing

@testable import Views

/// Verdicts and journals in fields.
@Suite struct VerdictViewTests {
    private let verdict: JSON = [
        "mailbox": "support", "recipient": "help@example.com", "resolved_by": "option",
        "duplicate": nil, "kind": "list", "kind_evidence": "List-Id",
        "store": ["will": true, "why": "stored"],
        "thread": [
            "by": "references", "id": 2, "case": 4, "lead": nil, "verified": false,
            "merges": [3], "reported": nil,
        ],
        "thread_notes": ["the token has expired"], "follows": nil,
        "reopen": ["will": false, "why": ""],
        "action": ["type": "case", "will": "append", "why": "it has one"],
        "rules": [["name": "Acknowledge", "matched": false, "why": "no"]],
        "reply": [
            "will": false, "why": "no rule matched", "to": nil, "rule": nil, "language": nil,
            "missing_names": ["case.tag"],
            "vetoes": [["code": "mailing-list", "source": "RFC 3834 section 2"]], "held": nil,
        ],
        "notify": [["user": "bob", "address": "bob@example.com", "why": "owner"]],
        "degraded": ["rule broken"],
    ]

    @Test func allDecisionsHaveAField() {
        let fields = VerdictView(verdict).fields.fields.map { "\($0.label): \($0.value.text)" }
        #expect(
            fields == [
                "Mailbox: support (by option, recipient help@example.com)", "Kind: list (List-Id)",
                "Store: yes (stored)",
                "Thread: by references, case 4, sender is not a participant, "
                    + "merged with 1 other thread",
                "Note: the token has expired", "Reopen: no",
                "Action: append to its record (it has one)",
                "Rule: \"Acknowledge\" does not match (no)", "Reply: no (no rule matched)",
                "Empty names: {{case.tag}}", "Veto: mailing-list (RFC 3834 section 2)",
                "Notify: bob at bob@example.com (owner)", "Degraded: rule broken",
            ])
    }

    @Test func recordsAreLinks() throws {
        let thread = try #require(
            VerdictView(verdict).fields.fields.first { $0.label == "Thread" })
        #expect(thread.value.contains(Span("case 4", .link(.record(.case(4))))))
    }

    @Test func theJournalShowsAVerdictLikeExplain() {
        let entry = JournalEntry(
            emailID: 7, mailboxID: 1, at: Moments.now, event: .delivered, details: verdict)
        let section = JournalView([entry]).sections.first
        #expect(section?.heading?.text == "2026-03-03 08:15 UTC  delivered")
        #expect(section?.content == .fields(VerdictView(verdict).fields))
    }

    @Test func otherEntriesShowTheirDetails() {
        let details: JSON = [
            "case": ["number": 4, "subject": "Broken lamp", "tags": ["a", "b"]],
            "message_id": "<1@example.com>", "last_error": nil, "by": "bob", "will": true,
        ]
        let entry = JournalEntry(
            emailID: 7, mailboxID: 1, at: Moments.now, event: .undone, details: details)
        guard case .fields(let fields) = JournalView([entry]).sections.first?.content else {
            Issue.record("no fields")
            return
        }
        #expect(
            fields.fields.map { "\($0.label): \($0.value.text)" } == [
                "Case: 4", "Subject: Broken lamp", "Tags: a, b", "Message-ID: <1@example.com>",
                "By: bob", "Will: yes",
            ])
        #expect(
            JournalView([entry]).json.first?.text.hasPrefix(
                #"{"at":"2026-03-03T08:15:00Z","event":"undone","email":7,"details":{"#) == true)
    }
}
