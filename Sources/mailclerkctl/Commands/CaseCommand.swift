// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import SystemMailbox

/// `case`: shows a case, sets its fields or adds a note.
struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Show a case, set its fields, or add a note.",
        discussion: """
            case 7                         show the case
            case 7 set --status resolved   set fields
            case 7 note < text             add an internal note
            """)

    @Argument(help: ArgumentHelp("The number of the case.", valueName: "n"))
    var number: Int64

    @Argument(help: "set or note. The default is to show the case.")
    var verb: RecordVerb?

    @OptionGroup var fields: RecordFields

    @Option("priority", help: "With set: set the priority.")
    var priority: String?

    @Option("user", help: "With set: set the user who works on the case; an empty name removes it.")
    var assignTo: String?

    @Option("tag", help: "With set: add a tag, or with - before it remove a tag.")
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

    func run() throws { try RecordVerb.run(verb, .case(number), change, global) }
}
