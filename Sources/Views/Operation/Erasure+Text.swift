// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox
import Upkeep

extension Erasure {
    /// The counts as a JSON object.
    var json: JSONObject {
        JSONObject([
            ("emails", .integer(emails)), ("bytes", .integer(bytes)), ("cases", .integer(cases)),
            ("leads", .integer(leads)), ("contacts", .integer(contacts)),
            ("outbox", .integer(outbox)), ("journal", .integer(journal)),
        ])
    }

    /// The counts as text, without those that are zero: `12 emails (3.2 MB), 4 cases`.
    var text: String {
        let others = [
            (cases, "case", "cases"), (leads, "lead", "leads"), (contacts, "contact", "contacts"),
            (outbox, "outbox entry", "outbox entries"),
            (journal, "journal entry", "journal entries"),
        ]
        let mail = "\(emails) \(emails == 1 ? "email" : "emails")"
        let size = emails > 0 ? " (\(ByteCount.text(Int(bytes))))" : ""
        return
            ([mail + size]
            + others.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" })
            .joined(separator: ", ")
    }
}

extension Purge.Outcome {
    /// Returns the outcome of a purge, or of a dry run, as JSON.
    package func json(isDryRun: Bool) -> JSON {
        var object = erasure.json
        object["kept_open"] = .integer(keptOpen)
        object["kept_waiting"] = .integer(keptWaiting)
        object["size_before"] = .integer(sizeBefore)
        object["size_after"] = .integer(sizeAfter)
        object["room_kept"] = JSON(optional: roomKept)
        object["dry_run"] = .bool(isDryRun)
        return .object(object)
    }

    /// Returns the question, asked after a dry run, whether to erase the mail that arrived before a
    /// time; `mailbox` is nil for all mailboxes.
    package func question(mailbox: String?, before cutoff: Int64) -> String {
        "erase \(erasure.text) of \(mailbox.map { "mailbox \($0)" } ?? "all mailboxes"), "
            + "arrived before \(Timestamp.readable(cutoff))? [y/N] "
    }

    /// Returns the outcome of a purge, or of a dry run, as sentences.
    package func lines(isDryRun: Bool) -> [String] {
        var lines = ["\(isDryRun ? "would erase" : "erased") \(erasure.text)"]
        if keptOpen > 0 { lines.append("kept \(keptOpen) old emails: their cases are open") }
        if keptWaiting > 0 {
            lines.append("kept \(keptWaiting) old emails: they have outbox entries not yet sent")
        }
        if !isDryRun {
            let sizes = [sizeBefore, sizeAfter].map { ByteCount.text(Int($0)) }
            lines.append("size of the store: \(sizes[0]) before, \(sizes[1]) now")
            if let roomKept {
                lines.append("the store file was not shrunk fully: \(roomKept)")
            }
        }
        return lines
    }
}
