// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import SystemMailbox
import Views

/// `lead`: shows one lead, sets its fields, adds a note.
struct LeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lead", abstract: "Show one lead, set its fields, add a note.",
        discussion: """
            lead 7                       shows it
            lead 7 set --status won      sets fields
            lead 7 note < text           adds a note that customers never see
            """)

    @Argument(help: ArgumentHelp("The lead's number.", valueName: "n"))
    var number: Int64

    @Argument(help: "set or note; without it the lead is shown.")
    var verb: RecordVerb?

    @OptionGroup var fields: RecordFields
    @OptionGroup var global: GlobalOptions

    func validate() throws { try RecordVerb.check(verb, fields.change) }

    func run() throws {
        let session = try Session(global, for: .everybody)
        let note = verb == .note ? try RecordVerb.readNote() : nil
        let desk = try session.openDesk()
        let now = session.clock.now()
        if let note {
            try desk.addNote(note, to: .lead(number), at: now)
        } else if verb == .set {
            _ = try desk.set(leadNumber: number, fields.change, at: now)
        }
        session.output.show(
            try RecordView(.lead(number), verb == nil ? .whole : .fields, desk: desk, now: now))
        session.output.finish()
        desk.noteShown(.lead(number))
    }
}
