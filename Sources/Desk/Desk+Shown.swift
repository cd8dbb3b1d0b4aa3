// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Marks that showing something leaves for the viewer.
///
/// A mark that cannot be written is not an error: the viewer has been shown what was asked for.
extension Desk {
    /// The longest wait for the store to write such a mark.
    private static let waitForMark = BusyWait(microseconds: 500_000)

    /// Marks emails as read for the viewer; the store owner leaves no marks.
    package func noteShown(_ ids: [Int64], at now: Int64) {
        guard !viewer.isOwner else { return }
        store.connection.busyWait = Self.waitForMark
        try? mark(ids, asRead: true, at: now)
    }

    /// Notes that the viewer knows what a case or lead looks like now, so that a change by another
    /// user in between is noticed.
    package func noteShown(_ record: RecordID) { try? noteSeen(record) }

    /// Notes that the viewer knows who has replied in the thread of an email; unread emails stay
    /// unread, and the store owner leaves no marks.
    package func noteShown(threadOf id: Int64, at now: Int64) {
        guard !viewer.isOwner else { return }
        try? noteLooked(atThreadOf: id, at: now)
    }
}
