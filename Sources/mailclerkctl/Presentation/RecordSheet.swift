// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Platform

/// What cases and leads have in common when people read one.
enum RecordSheet {
    /// Writes what the customer wrote.
    static func write(description: String, to output: Output) {
        guard !description.isEmpty else { return }
        output.line()
        output.line(Terminal.sanitised(description, keepsLines: true))
    }

    /// Writes the list of a record's emails.
    static func write(emails ids: [Int64], of desk: Desk, _ session: Session) throws {
        guard !ids.isEmpty else { return }
        let columns = Terminal.columns
        var table = EmailTable(dates: ShortDate(now: session.clock.now()), columns: columns)
        for id in ids { table.add(try desk.emailRow(id)) }
        session.output.line()
        table.write(to: session.output, columns: columns)
    }
}
