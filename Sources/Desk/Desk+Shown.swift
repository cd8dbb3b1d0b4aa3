// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Stores what the viewer has been shown.
///
/// A mark that cannot be written is not an error, because the viewer has already been shown the
/// data.
extension Desk {
    /// The maximum time to wait for a busy store.
    private static let waitForMark = BusyWait(microseconds: 500_000)

    /// Marks emails as read for the viewer; the store owner leaves no marks.
    package func noteShown(_ ids: [Int64], at now: Int64) {
        guard !viewer.isOwner else { return }
        store.connection.busyWait = Self.waitForMark
        try? mark(ids, asRead: true, at: now)
    }

    /// Stores that the viewer has seen the current state of a case or lead, so that later changes
    /// by other users are noticed.
    package func noteShown(_ record: RecordID) { try? noteSeen(record) }

    /// Stores that the viewer knows who has replied in the thread of an email.
    ///
    /// Unread emails stay unread, and the store owner leaves no marks.
    package func noteShown(threadOf id: Int64, at now: Int64) {
        guard !viewer.isOwner else { return }
        try? noteLooked(atThreadOf: id, at: now)
    }
}
