// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox
import Testing

@testable import Desk
@testable import Store
@testable import Views

/// The JSON forms of things that `--json` prints and that are written to exports.
@Suite struct RecordJSONTests {
    @Test func aCaseHasItsKeysInOrder() {
        let row = Store.CaseRow.sample
        let notes: [RecordEvent] = [
            .sample(.note, ["text": "called her"]), .sample(.set, ["status": ["new": "open"]]),
        ]
        #expect(
            row.json(emailIDs: [7], notes: notes).text
                == #"{"number":4,"mailbox":"support","subject":"Broken lamp","#
                + #""description":"It is broken.","status":"open","priority":"high","#
                + #""source":"email","owner":null,"assigned_to":null,"tags":["lamp"],"#
                + #""contact":{"name":"Ada Ames","address":"ada@example.com"},"#
                + #""created_at":"2026-03-03T08:15:00Z","updated_at":"2026-03-03T08:15:00Z","#
                + #""emails":[7],"#
                + #""notes":[{"by":"bob","at":"2026-03-03T08:15:00Z","text":"called her"}]}"#)
    }

    @Test func aLeadHasItsKeysInOrder() {
        #expect(
            Store.LeadRow.sample.json(emailIDs: []).text
                == #"{"number":5,"mailbox":"sales","name":"Big order","notes":"1000 lamps","#
                + #""first_name":"Ada","last_name":"Ames","email":null,"status":"new","#
                + #""source":"email","owner":null,"contact":null,"#
                + #""created_at":"2026-03-03T08:15:00Z","emails":[],"comments":[]}"#)
    }

    @Test func anEmailHasItsKeysInOrder() {
        #expect(
            Store.EmailRow.sample.json.text
                == #"{"id":7,"mailbox":"support","direction":"in","#
                + #""received_at":"2026-03-03T08:15:00Z","sent_at":null,"#
                + #""from":{"name":"Ada Ames","address":"ada@example.com"},"#
                + #""to":[{"name":null,"address":"support@example.com"}],"cc":[],"#
                + #""subject":"Broken lamp","snippet":"It is broken.","seen":false,"#
                + #""kind":"personal","thread":2,"case":4,"lead":null,"attachments":1,"#
                + #""size":812,"verified":true}"#)
    }

    @Test func anOutboxEntryHasItsKeysInOrder() {
        #expect(
            Store.OutboxRow.sample.json.text
                == #"{"id":3,"email":7,"mailbox":"support","to":"ada@example.com","kind":"reply","#
                + #""state":"failed","attempts":2,"last_error":"status 75","#
                + #""due_at":"2026-03-03T08:15:00Z","created_at":"2026-03-03T08:14:00Z"}"#)
    }

    @Test func anUndoneRecordHasTheSameFields() throws {
        let undone = UndoneRecord(
            record: .case(.sample), history: [], emailIDs: [7], cancelled: [], leaving: [])
        let kept = try #require(undone.json["case"]?.object)
        let shown = try #require(Store.CaseRow.sample.json(emailIDs: [7]).object)
        #expect(kept.map(\.0) == shown.map(\.0).filter { !["emails", "notes"].contains($0) })
        for (name, value) in kept { #expect(shown[name] == value) }
    }
}
