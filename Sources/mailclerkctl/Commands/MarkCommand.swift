// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import JSON
import SystemMailbox

/// `mark`: marks emails.
struct MarkCommand: ParsableCommand {
    /// A change to the marks of emails.
    enum Mark: String, EnumerableFlag {
        case read, unread, spam, trash, restore

        static func help(for value: Mark) -> ArgumentHelp? {
            switch value {
            case .read: "Mark the emails as read, only for yourself."
            case .unread: "Mark the emails as unread, only for yourself."
            case .spam: "Mark the emails as spam, for everybody; lists leave them out."
            case .trash: "Mark the emails as trash, for everybody; lists leave them out."
            case .restore: "Remove the mark spam or trash."
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
        var object = JSONObject([("marked", .array(ids.map { .integer($0) }))])
        switch mark {
        case .read, .unread:
            try desk.mark(ids, asRead: mark == .read, at: now)
            object["seen"] = .bool(mark == .read)
        case .spam, .trash, .restore:
            let kept = EmailMark(rawValue: mark.rawValue)
            try desk.mark(ids, as: kept, at: now)
            object["mark"] = JSON(optional: kept?.rawValue)
        }
        session.report(.object(object), [])
    }
}
