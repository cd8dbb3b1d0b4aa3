// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Platform

/// What `case N` and `lead N` may do besides showing it.
enum RecordVerb: String, ExpressibleByArgument, CaseIterable {
    /// Set fields.
    case set
    /// Add a note, whose text is on standard input.
    case note
}

/// The fields that `case N set` and `lead N set` take.
struct RecordFields: ParsableArguments {
    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("With set: the new status.", valueName: "status"))
    var status: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("With set: the new owner; empty: nobody.", valueName: "user"))
    var owner: String?

    @Flag(help: "With set: even if somebody else changed it since you looked.")
    var force = false

    /// The change that the options ask for.
    var change: RecordChange {
        var change = RecordChange()
        change.status = status
        change.owner = owner
        change.isForced = force
        return change
    }
}

extension RecordVerb {
    /// Throws a usage error where options and verb do not go together.
    static func check(_ verb: RecordVerb?, _ change: RecordChange) throws {
        switch verb {
        case .set where change.isEmpty:
            throw ValidationError("set needs a field to set, such as --status")
        case .set: break
        case .note, nil:
            guard change.isEmpty, !change.isForced else {
                throw ValidationError("fields are set with: set --status ...")
            }
        }
    }

    /// The text of a note on standard input; throws where there is none.
    static func readNote() throws -> String {
        let text = String(decoding: try StandardInput.readAll().bytes, as: UTF8.self)
        let trimmed = text.reversed().drop { $0.isWhitespace || $0.isNewline }.reversed()
        guard !trimmed.isEmpty else {
            throw CommandProblem(.badInput, "the note is empty; its text comes on standard input")
        }
        return String(trimmed)
    }
}
