// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import InternetMessage
import Store
import SystemMailbox

/// A message that settings are tried on.
struct TrialMessage {
    /// What it is called: a path from where the messages are, or a number.
    let name: String
    /// When it came, in microseconds since 1970, UTC: messages are tried in this order.
    let receivedAt: Int64
    /// Makes the message as it would arrive.
    let arrival: () throws -> Arrival

    /// A message in a file or a part of one; `place` is its place among the others.
    ///
    /// Its time is that of its Date field, since it must be the same each time. Where no envelope
    /// sender is known the author is taken for it: files seldom keep one.
    init(name: String, place: Int, bytes: @escaping () throws -> [UInt8]) throws {
        self.name = name
        let message = Message(try bytes())
        let date = message.date.flatMap { Self.soundDates.contains($0) ? $0 : nil }
        let receivedAt = (date ?? Self.soundDates.lowerBound + Int64(place)) * 1_000_000
        let author = (message.from.first ?? message.sender)?.address
        self.receivedAt = receivedAt
        arrival = {
            var arrival = Arrival(input: try bytes(), receivedAt: receivedAt)
            arrival.assumedSender = author
            return arrival
        }
    }

    /// A stored email, which comes for the mailbox that it is in.
    init(_ email: (id: Int64, receivedAt: Int64), mailbox: String, in store: Store) {
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

    /// The times that a Date field may sensibly give: from 2000 to 2100, in seconds since 1970.
    private static let soundDates: Range<Int64> = 946_684_800..<4_102_444_800
}
