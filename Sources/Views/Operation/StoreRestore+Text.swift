// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Upkeep

extension StoreRestore.Outcome {
    /// Returns the outcome as JSON; `emergency` is the number of waiting emergency messages.
    package func json(store: String, emergency: Int) -> JSON {
        [
            "store": .string(store), "emails": .integer(contents.emails),
            "held": .integer(held), "replaced": JSON(optional: replaced),
            "step": .string(contents.step),
            "missing_steps": .integer(Int64(contents.missingSteps)),
            "emergency": .integer(Int64(emergency)),
        ]
    }

    /// Returns the outcome as sentences, with what to do next.
    package func lines(store: String, backup: String, emergency: Int) -> [String] {
        let kept = replaced.map { "; the previous store is kept as \($0)" } ?? ""
        var lines = ["restored \(contents.emails) emails from \(backup) to \(store)\(kept)"]
        if held > 0 {
            lines.append(
                "put \(held) due outbox entries on hold; list them with \"mailclerkctl outbox\", "
                    + "then retry or cancel them")
        }
        if contents.missingSteps > 0 {
            lines.append("the backup has an older schema; run \"mailclerkctl migrate\"")
        }
        if emergency > 0 {
            lines.append(
                "\(emergency) emergency messages are waiting; run \"mailclerkctl flush\"")
        }
        return lines
    }
}
