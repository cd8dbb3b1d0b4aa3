// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Store
import SystemMailbox

/// Where emails to be exported come from: the store, or a child that reads it as its owner, for root and
/// for users who come through sudo, since files are written with the rights of who asks.
struct ExportSource {
    private static let mostMessages = 64
    private static let mostBytes: Int64 = 8 * 1_048_576

    private let session: Session
    private let command: ExportCommand
    private let desk: Desk?
    /// What is exported, oldest first.
    let items: [Desk.ExportItem]

    init(_ command: ExportCommand, _ session: Session) throws {
        self.command = command
        self.session = session
        guard session.usesChildren, command.writesFiles else {
            let desk = try session.openDesk()
            self.desk = desk
            items = try desk.exportItems(mailbox: command.mailbox, filter: command.filter(session))
            return
        }
        desk = nil
        var span: [String] = []
        if let since = command.period.since { span.append("--since=\(since)") }
        if let until = command.period.until { span.append("--until=\(until)") }
        let list = try Self.child(["--list"] + span, command, session)
        items = list.split(separator: 10).compactMap { line in
            let words = line.split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 2, let id = Int64(words[0]), let size = Int64(words[1]) else {
                return nil
            }
            return Desk.ExportItem(id: id, size: size)
        }
    }

    /// Hands over emails one by one, in the order of `items`.
    func forEach(_ items: [Desk.ExportItem], _ body: (TransferLine) throws -> Void) throws {
        if let desk {
            for item in items {
                let (row, raw) = try desk.exported(item.id)
                try body(TransferLine(row, raw: raw))
            }
            return
        }
        var rest = items[...]
        while let first = rest.first {
            var size = first.size
            var count = 1
            for item in rest.dropFirst().prefix(Self.mostMessages - 1) {
                size += item.size
                if size > Self.mostBytes { break }
                count += 1
            }
            let ids = rest.prefix(count).flatMap { ["--id", String($0.id)] }
            rest = rest.dropFirst(count)
            let lines = try Self.child(ids, command, session).split(separator: 10)
            for line in lines {
                guard let email = TransferLine(parsing: line, now: 0) else {
                    throw CommandProblem(.temporary, "the part that reads the store broke off")
                }
                try body(email)
            }
        }
    }

    private static func child(
        _ arguments: [String], _ command: ExportCommand, _ session: Session
    ) throws -> [UInt8] {
        let user = command.global.asUser.map { ["--as=\($0)"] } ?? []
        return try session.outputOfChild(
            ["export", command.mailbox, "--format", "jsonl"] + arguments + user)
    }
}
