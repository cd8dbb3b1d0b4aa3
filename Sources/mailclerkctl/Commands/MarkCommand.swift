// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON

/// `mark`: read marks.
struct MarkCommand: ParsableCommand {
    /// The marks.
    enum Mark: String, EnumerableFlag {
        case read, unread

        static func help(for value: Mark) -> ArgumentHelp? {
            switch value {
            case .read: "You have read them."
            case .unread: "You have not read them."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "mark", abstract: "Mark emails as read or unread, for yourself.")

    @Argument(help: ArgumentHelp("The emails' numbers.", valueName: "id"))
    var ids: [Int64]

    @Flag(exclusivity: .exclusive)
    var mark: Mark

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        try session.openDesk().mark(ids, asRead: mark == .read, at: session.clock.now())
        if session.isJSON {
            session.output.json([
                "marked": .array(ids.map { .integer($0) }), "seen": .bool(mark == .read),
            ])
            session.output.finish()
        }
    }
}
