// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Platform
import SystemMailbox
import Views

/// A change by `case N` or `lead N`, which otherwise show the record.
enum RecordVerb: String, ExpressibleByArgument, CaseIterable {
    /// Sets fields.
    case set
    /// Adds the text on standard input as a note.
    case note
}

/// The fields that `case N set` and `lead N set` can set.
struct RecordFields: ParsableArguments {
    @Option("status", help: "With set: set the status.")
    var status: String?

    @Option("user", help: "With set: set the owner; an empty name removes the owner.")
    var owner: String?

    @Flag(help: "With set: ignore changes by others since you last looked at the record.")
    var force = false

    /// The change that the options request.
    var change: RecordChange {
        var change = RecordChange()
        change.status = status
        change.owner = owner
        change.isForced = force
        return change
    }
}

extension RecordVerb {
    /// Throws a usage error if options and verb are incompatible.
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

    /// Changes a record if there is a verb, and shows it.
    static func run(
        _ verb: RecordVerb?, _ record: RecordID, _ change: RecordChange, _ global: GlobalOptions
    ) throws {
        let session = try Session(global, for: .everybody)
        let note = verb == .note ? try readNote() : nil
        let desk = try session.openDesk()
        let now = session.clock.now()
        if let note {
            try desk.addNote(note, to: record, at: now)
        } else if verb == .set {
            switch record.kind {
            case .case: _ = try desk.set(caseNumber: record.number, change, at: now)
            case .lead: _ = try desk.set(leadNumber: record.number, change, at: now)
            }
        }
        // After a change only the fields are shown; without a verb, the complete record.
        session.output.show(
            try RecordView(record, verb == nil ? .whole : .fields, desk: desk, now: now))
        session.output.finish()
        desk.noteShown(record)
    }

    /// Reads the text of a note from standard input; throws if it is empty.
    private static func readNote() throws -> String {
        let text = String(decoding: try StandardInput.readAll().bytes, as: UTF8.self)
        let trimmed = text.reversed().drop { $0.isWhitespace || $0.isNewline }.reversed()
        guard !trimmed.isEmpty else {
            throw CommandProblem(
                .badInput, "the note is empty; its text is read from standard input")
        }
        return String(trimmed)
    }
}
