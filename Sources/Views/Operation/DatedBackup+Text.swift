// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import Upkeep

extension DatedBackup.Outcome {
    /// The backup as a JSON object.
    package var json: JSON {
        [
            "path": .string(path), "size": .integer(size), "emails": .integer(contents.emails),
            "step": .string(contents.step), "removed": .array(removed.map { .string($0) }),
        ]
    }

    /// The backup as sentences.
    package var lines: [String] {
        ["backed up \(contents.emails) emails to \(path) (\(ByteCount.text(Int(size))))"]
            + removed.map { "removed \($0)" }
    }
}
