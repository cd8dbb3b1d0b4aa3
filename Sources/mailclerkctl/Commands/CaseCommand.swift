// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import SystemMailbox
import Views

/// `case`: shows one case, sets its fields, adds a note.
struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Show one case, set its fields, add a note.",
        discussion: """
            case 7                         shows it
            case 7 set --status resolved   sets fields
            case 7 note < text             adds a note that customers never see
            """)

    @Argument(help: ArgumentHelp("The case's number.", valueName: "n"))
    var number: Int64

    @Argument(help: "set or note; without it the case is shown.")
    var verb: RecordVerb?

    @OptionGroup var fields: RecordFields

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("With set: the new priority.", valueName: "priority"))
    var priority: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("With set: who works on it; empty: nobody.", valueName: "user"))
    var assignTo: String?

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp("With set: a tag to add; -TAG takes it away.", valueName: "tag"))
    var tag: [String] = []

    @OptionGroup var global: GlobalOptions

    private var change: RecordChange {
        var change = fields.change
        change.priority = priority
        change.assignTo = assignTo
        change.tags = tag
        return change
    }

    func validate() throws { try RecordVerb.check(verb, change) }

    func run() throws {
        let session = try Session(global, for: .everybody)
        let note = verb == .note ? try RecordVerb.readNote() : nil
        let desk = try session.openDesk()
        let now = session.clock.now()
        if let note {
            try desk.addNote(note, to: .case(number), at: now)
        } else if verb == .set {
            _ = try desk.set(caseNumber: number, change, at: now)
        }
        // After a change the fields are enough; "case N" shows the rest.
        session.output.show(
            try RecordView(.case(number), verb == nil ? .whole : .fields, desk: desk, now: now))
        session.output.finish()
        desk.noteShown(.case(number))
    }
}
