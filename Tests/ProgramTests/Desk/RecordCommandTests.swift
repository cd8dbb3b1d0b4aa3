// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SystemMailbox
import TestSupport
import Testing

/// `case N` and `lead N` with `set` and `note`, as they are typed.
@Suite struct RecordCommandTests {
    private func site() throws -> Site {
        let site = try Site { settings in
            settings.mailboxes[2].access = [
                AccessGrant(level: .reply, holder: .user("bob")),
                AccessGrant(level: .read, holder: .user("alice")),
            ]
        }
        #expect(try site.deliver() == .silent(0))
        return site
    }

    @Test func fieldsAndNotesShowInTheCase() throws {
        let site = try site()
        let set = try site.control([
            "case", "1", "set", "--status", "waiting", "--assign-to", "bob", "--tag", "lamp",
            "--as", "bob",
        ])
        #expect(set.status == 0, "\(set.error)")
        #expect(set.output.contains("Status:      waiting\n"))
        let note = try site.control(
            ["case", "1", "note", "--as", "bob"], input: "She called.\nCall back.\n")
        #expect(note.status == 0, "\(note.error)")
        let shown = try site.control(["case", "1", "--as", "alice"])
        #expect(
            shown.output.contains("bob set status open -> waiting, assigned_to bob, tag lamp\n"))
        #expect(shown.output.contains("bob noted:\n    She called.\n    Call back.\n"))
        let object = try site.object(["case", "1"])
        #expect(object["status"] as? String == "waiting")
        #expect(object["tags"] as? [String] == ["lamp"])
        let notes = try #require(object["notes"] as? [[String: Any]])
        #expect(notes.map { $0["text"] as? String } == ["She called.\nCall back."])
        #expect(notes.map { $0["by"] as? String } == ["bob"])
    }

    @Test func leadsTakeStatusOwnerAndNotes() throws {
        let site = try Site()
        #expect(
            try site.deliver(letter(to: "sales@example.com"), ["-r", "sales@example.com"])
                == .silent(0))
        let set = try site.object(["lead", "1", "set", "--status", "won"])
        #expect(set["status"] as? String == "won")
        let noted = try site.object(["lead", "1", "note"], input: "Wants ten.")
        let comments = try #require(noted["comments"] as? [[String: Any]])
        #expect(comments.map { $0["text"] as? String } == ["Wants ten."])
    }

    @Test(
        arguments: [
            (["case", "1", "set"], 64), (["case", "1", "--status", "open"], 64),
            (["case", "1", "lose"], 64), (["case", "1", "note"], 65),
            (["case", "1", "set", "--status", "done"], 65),
            (["case", "1", "set", "--assign-to", "eve"], 65),
            (["case", "9", "set", "--status", "open"], 67),
            (["case", "1", "set", "--status", "open", "--as", "eve"], 67),
            (["case", "1", "set", "--status", "waiting", "--as", "alice"], 77),
            (["case", "1", "note", "--as", "alice"], 77),
        ] as [([String], Int32)])
    func whatCannotBeDoneIsSaid(arguments: [String], status: Int32) throws {
        let site = try site()
        let input = arguments.contains("--as") ? "a note" : " \n"
        let outcome = try site.control(arguments, input: input)
        #expect(outcome.status == status)
        #expect(outcome.error.hasPrefix("mailclerkctl: "))
        #expect(outcome.error.split(separator: "\n").count == 1)
        #expect(try site.query { try $0.caseRecord(number: 1)?.status } == "open")
        #expect(try site.query { try $0.events(of: .case(1)) }.isEmpty)
    }

    @Test func aChangeThatHidesAnotherOneIsRefusedUntilOneLooks() throws {
        let site = try site()
        #expect(try site.control(["case", "1", "--as", "bob"]).status == 0)
        #expect(try site.control(["case", "1", "set", "--priority", "high"]).status == 0)
        let refused = try site.control(["case", "1", "set", "--priority", "low", "--as", "bob"])
        #expect(refused.status == 75)
        #expect(refused.error.contains("root changed case 1"))
        #expect(try site.control(["case", "1", "--as", "bob"]).status == 0)
        let done = try site.control(["case", "1", "set", "--priority", "low", "--as", "bob"])
        #expect(done.status == 0)
    }
}
