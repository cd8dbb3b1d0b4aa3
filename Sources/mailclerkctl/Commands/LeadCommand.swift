// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import SystemMailbox

/// `lead`: shows a lead, sets its fields or adds a note.
struct LeadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lead", abstract: "Show a lead, set its fields, or add a note.",
        discussion: """
            lead 7                    show the lead
            lead 7 set --status won   set fields
            lead 7 note < text        add an internal note
            """)

    @Argument(help: ArgumentHelp("The number of the lead.", valueName: "n"))
    var number: Int64

    @Argument(help: "set or note. The default is to show the lead.")
    var verb: RecordVerb?

    @OptionGroup var fields: RecordFields
    @OptionGroup var global: GlobalOptions

    func validate() throws { try RecordVerb.check(verb, fields.change) }

    func run() throws { try RecordVerb.run(verb, .lead(number), fields.change, global) }
}
