// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Parses an arrival and finds its envelope sender, author and duplicate key.
///
/// Only the authorship depends on the mailbox.
struct IncomingMail {
    /// The parsed message, without a leading mbox line.
    let message: Message
    /// The envelope: its sender and its recipients.
    let envelope: Envelope
    /// Who wrote the message; ``Decision/attributed(_:in:)`` completes it for a mailbox.
    var authorship: Authorship
    /// The key by which a repeated delivery is recognised.
    let key: DuplicateKey
    /// What is done beyond storing the message.
    let effects: Arrival.Effects
    /// The time of arrival, in microseconds since 1970, UTC.
    let receivedAt: Int64

    /// At most 256 KB of body text is examined by rules and stored in records, because that is
    /// enough for any letter and bounds memory if somebody mails a log file.
    static let textLimitInBytes = 262_144

    /// Parses the message; its bytes are moved out of the arrival, so that memory holds them only
    /// once.
    init(taking arrival: inout Arrival) {
        var bytes = arrival.input
        arrival.input = []
        let lineLength = MboxLine.length(in: bytes)
        let mboxLine = Array(bytes[..<lineLength])
        if lineLength > 0 { bytes.removeFirst(lineLength) }
        let message = Message(bytes)
        self.message = message
        reading = Reading(message)
        let envelope = Envelope(arrival, message: message, mboxLine: mboxLine[...])
        self.envelope = envelope
        authorship = Authorship(message, sender: envelope.sender)
        key = DuplicateKey(message)
        effects = arrival.effects
        receivedAt = arrival.receivedAt
    }

    /// The author, who always has a domain; nil if no usable address names one.
    var author: Address? { authorship.author }

    /// The author as lists show it: without a usable address, what From says.
    var shownAuthor: Person? { (author ?? message.from.first).map { Person($0) } }

    /// The text that people read, cut at `textLimitInBytes`.
    var text: String { reading.text }

    /// The file names of the attachments; nil for an attachment without a name.
    var attachmentNames: [String?] { reading.attachmentNames }

    private let reading: Reading

    /// Keeps what several rules and the record need.
    private final class Reading {
        private let message: Message
        private(set) lazy var text = message.bestText(limitInBytes: IncomingMail.textLimitInBytes)
        private(set) lazy var attachmentNames = message.attachments.map(\.fileName)

        init(_ message: Message) { self.message = message }
    }
}
