// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Message {
    /// The message identifier without angle brackets (RFC 5322 section 3.6.4); nil if there is
    /// none.
    public var messageID: String? { header.first("Message-ID")?.messageIDs().first }

    /// The subject, unfolded and decoded (RFC 5322 section 3.6.5, RFC 2047); nil without the field.
    public var subject: String? { header.first("Subject")?.unstructured() }

    /// The authors, from the first From field (RFC 5322 section 3.6.2).
    public var from: [Address] { addresses("From") }

    /// The sender, if it is not the author (RFC 5322 section 3.6.2); nil without a Sender field.
    public var sender: Address? { addresses("Sender").first }

    /// The addresses for replies, from the first Reply-To field (RFC 5322 section 3.6.2).
    public var replyTo: [Address] { addresses("Reply-To") }

    /// The recipients of the first To field (RFC 5322 section 3.6.3).
    public var to: [Address] { addresses("To") }

    /// The recipients of the first Cc field (RFC 5322 section 3.6.3).
    public var cc: [Address] { addresses("Cc") }

    /// The recipients of the first Bcc field (RFC 5322 section 3.6.3).
    public var bcc: [Address] { addresses("Bcc") }

    /// The recipients of all Resent-To fields, one for each resending (RFC 5322 section 3.6.6).
    public var resentTo: [Address] { header.all("Resent-To").flatMap { $0.addresses() } }

    /// The recipients of all Resent-Cc fields (RFC 5322 section 3.6.6).
    public var resentCc: [Address] { header.all("Resent-Cc").flatMap { $0.addresses() } }

    /// The Date field in seconds since 1970 UTC (RFC 5322 section 3.6.1); nil if absent or invalid.
    public var date: Int64? { header.first("Date").flatMap { DateTime.parse($0.rawValue) } }

    /// The identifiers of the messages to which this one replies, without angle brackets (RFC 5322
    /// section 3.6.4).
    public var inReplyTo: [String] { header.first("In-Reply-To")?.messageIDs() ?? [] }

    /// The identifiers of earlier messages in the thread, oldest first, without angle brackets (RFC
    /// 5322 section 3.6.4).
    public var references: [String] { header.first("References")?.messageIDs() ?? [] }

    private func addresses(_ name: String) -> [Address] {
        header.first(name)?.addresses() ?? []
    }
}
