// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// A message on its way, with what is the same for every mailbox that it is for.
struct IncomingMail {
    /// The parsed message, without a leading mbox line.
    let message: Message
    /// What is known of its envelope.
    let envelope: Envelope
    /// The author: the first address of From, else Sender, else the envelope sender.
    let author: Address?
    /// By what a second delivery is known.
    let key: DuplicateKey
    /// What is done beyond keeping it.
    let effects: Arrival.Effects
    /// When it came, in microseconds since 1970, UTC.
    let receivedAt: Int64

    /// The most text of a body that rules look at and records keep, in bytes: enough for any
    /// letter, and a bound on memory for a log file somebody mails.
    static let textLimitInBytes = 262_144

    /// Parses what came; the bytes are taken out of the arrival, so that there is one copy of them.
    init(taking arrival: inout Arrival) {
        var bytes = arrival.input
        arrival.input = []
        let lineLength = MboxLine.length(in: bytes)
        let mboxLine = Array(bytes[..<lineLength])
        if lineLength > 0 { bytes.removeFirst(lineLength) }
        let message = Message(bytes)
        self.message = message
        let envelope = Envelope(arrival, message: message, mboxLine: mboxLine[...])
        self.envelope = envelope
        author =
            message.from.first ?? message.sender
            ?? {
                if case .address(let address) = envelope.sender { address } else { nil }
            }()
        key = DuplicateKey(message)
        effects = arrival.effects
        receivedAt = arrival.receivedAt
    }

    /// The text that people read, cut at `textLimitInBytes`.
    var text: String { message.bestText(limitInBytes: Self.textLimitInBytes) }
}
