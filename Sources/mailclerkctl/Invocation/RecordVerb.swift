// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Platform

/// The verbs of `case N` and `lead N`.
enum RecordVerb: String, ExpressibleByArgument, CaseIterable {
    /// Sets fields.
    case set
    /// Adds a note, whose text is read from standard input.
    case note
}

/// The fields that `case N set` and `lead N set` take.
struct RecordFields: ParsableArguments {
    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Set the status.", valueName: "status"))
    var status: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Set the owner; empty: nobody.", valueName: "user"))
    var owner: String?

    @Flag(help: "Set fields even if somebody else has changed it since you looked.")
    var force = false

    /// The change in the options.
    var change: RecordChange {
        var change = RecordChange()
        change.status = status
        change.owner = owner
        change.isForced = force
        return change
    }
}

extension RecordVerb {
    /// Throws a usage error if the options do not fit the verb.
    static func check(_ verb: RecordVerb?, _ change: RecordChange) throws {
        switch verb {
        case .set where change.isEmpty:
            throw ValidationError("set requires an option such as --status")
        case .set: break
        case .note, nil:
            guard change.isEmpty, !change.isForced else {
                throw ValidationError("fields can only be set with \"set\"")
            }
        }
    }

    /// Reads the text of a note from standard input; throws if it is empty.
    static func readNote() throws -> String {
        let text = String(decoding: try StandardInput.readAll().bytes, as: UTF8.self)
        let trimmed = text.reversed().drop { $0.isWhitespace || $0.isNewline }.reversed()
        guard !trimmed.isEmpty else {
            throw CommandProblem(
                .badInput, "the note is empty; its text is read from standard input")
        }
        return String(trimmed)
    }
}
