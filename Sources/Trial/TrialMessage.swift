// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import InternetMessage
import Store
import SystemMailbox

/// A message of a trial.
package struct TrialMessage {
    /// The name: a relative path or an ID.
    package let name: String
    /// The arrival time, in microseconds since 1970, UTC, which decides the order of the trial.
    package let receivedAt: Int64
    /// The arrival of the message, which is read when it is needed.
    package let arrival: () throws -> Arrival

    /// Creates a message from a file or a part of a file; `place` is its position in the trial.
    ///
    /// The time is that of the Date field, so that it is the same in each run. `sender` is the
    /// envelope sender if it is known; the author replaces a missing one, which files seldom have.
    init(
        name: String, place: Int, sender: String? = nil, bytes: @escaping () throws -> [UInt8]
    ) throws {
        self.name = name
        let message = Message(try bytes())
        let date = message.date.flatMap { Self.plausibleDates.contains($0) ? $0 : nil }
        let receivedAt = (date ?? Self.plausibleDates.lowerBound + Int64(place)) * 1_000_000
        let author = (message.from.first ?? message.sender)?.address
        self.receivedAt = receivedAt
        arrival = {
            var arrival = Arrival(input: try bytes(), receivedAt: receivedAt)
            arrival.assumedSender = sender ?? author
            return arrival
        }
    }

    /// Creates a message from a stored email, addressed to its mailbox.
    package init(_ email: (id: Int64, receivedAt: Int64), mailbox: String, in store: Store) {
        let emailID = email.id
        name = String(emailID)
        receivedAt = email.receivedAt
        arrival = {
            guard let email = try store.email(id: emailID),
                let raw = try store.raw(emailID: emailID)
            else { throw StoreError.damaged(what: "email \(emailID) without its bytes") }
            return Arrival(email, raw: raw, mailbox: mailbox, receivedAt: email.receivedAt)
        }
    }

    /// The plausible times of a Date field: from 2000 to 2100, in seconds since 1970.
    private static let plausibleDates: Range<Int64> = 946_684_800..<4_102_444_800
}
