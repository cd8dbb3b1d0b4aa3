// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Transfer
import Views

/// The source of an export: the store, or a helper process that reads the store as its owner.
///
/// Root and users of sudo get a helper process, so that files are written with their permissions.
struct ExportSource {
    private let session: Session
    private let command: ExportCommand
    private let desk: Desk?
    /// The emails, oldest first.
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
        var period: [String] = []
        if let since = command.period.since { period.append("--since=\(since)") }
        if let until = command.period.until { period.append("--until=\(until)") }
        items = ExportItemList.parse(try Self.child(["--list"] + period, command, session))
    }

    /// Calls `body` for each email, in the order of `items`.
    func forEach(_ items: [Desk.ExportItem], _ body: (TransferLine) throws -> Void) throws {
        if let desk {
            for item in items { try body(Self.line(item.id, desk)) }
            return
        }
        for chunk in ExportItemList.chunks(of: items) {
            let ids = chunk.flatMap { ["--id", String($0.id)] }
            for line in try Self.child(ids, command, session).split(separator: 10) {
                guard let email = TransferLine(parsing: line, now: 0) else {
                    throw CommandProblem(.temporary, "the helper process ended early")
                }
                try body(email)
            }
        }
    }

    /// Returns the line of an email; throws if the caller may not export it.
    static func line(_ id: Int64, _ desk: Desk) throws -> TransferLine {
        let (row, raw) = try desk.exported(id)
        return TransferLine(row, raw: raw, listed: row.json)
    }

    private static func child(
        _ arguments: [String], _ command: ExportCommand, _ session: Session
    ) throws -> [UInt8] {
        try session.outputOfChild(
            ["export", command.mailbox, "--format", "jsonl"] + arguments
                + command.global.userArguments)
    }
}
