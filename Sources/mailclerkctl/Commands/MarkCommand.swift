// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import JSON
import SystemMailbox

/// `mark`: marks emails as read, spam or trash.
struct MarkCommand: ParsableCommand {
    /// The marks.
    enum Mark: String, EnumerableFlag {
        case read, unread, spam, trash, restore

        static func help(for value: Mark) -> ArgumentHelp? {
            switch value {
            case .read: "Mark them as read by you."
            case .unread: "Mark them as not read by you."
            case .spam: "Mark them as spam, which lists leave out for all users."
            case .trash: "Mark them as trash, which lists leave out for all users."
            case .restore: "Remove the marks spam and trash."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "mark", abstract: "Mark emails as read, unread, spam or trash.")

    @Argument(help: ArgumentHelp("The IDs of the emails.", valueName: "id"))
    var ids: [Int64]

    @Flag(exclusivity: .exclusive)
    var mark: Mark

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDesk()
        let now = session.clock.now()
        switch mark {
        case .read, .unread: try desk.mark(ids, asRead: mark == .read, at: now)
        case .spam: try desk.mark(ids, as: .spam, at: now)
        case .trash: try desk.mark(ids, as: .trash, at: now)
        case .restore: try desk.mark(ids, as: nil, at: now)
        }
        if session.isJSON {
            var object = JSONObject([("marked", .array(ids.map { .integer($0) }))])
            switch mark {
            case .read, .unread: object["seen"] = .bool(mark == .read)
            case .spam, .trash: object["mark"] = .string(mark.rawValue)
            case .restore: object["mark"] = .null
            }
            session.output.json(.object(object))
            session.output.finish()
        }
    }
}
