// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Message {
    /// The message identifier without angle brackets (RFC 5322 section 3.6.4); nil for none.
    public var messageID: String? { header.first("Message-ID")?.messageIDs().first }

    /// The subject, unfolded and decoded (RFC 5322 section 3.6.5, RFC 2047); nil for no such field.
    public var subject: String? { header.first("Subject")?.unstructured() }

    /// The authors, from the first From field (RFC 5322 section 3.6.2).
    public var from: [Address] { addresses("From") }

    /// Who sent it when that is not the author (RFC 5322 section 3.6.2); nil for no Sender field.
    public var sender: Address? { addresses("Sender").first }

    /// Where answers should go, from the first Reply-To field (RFC 5322 section 3.6.2).
    public var replyTo: [Address] { addresses("Reply-To") }

    /// The recipients of the first To field (RFC 5322 section 3.6.3).
    public var to: [Address] { addresses("To") }

    /// The recipients of the first Cc field (RFC 5322 section 3.6.3).
    public var cc: [Address] { addresses("Cc") }

    /// The recipients of the first Bcc field (RFC 5322 section 3.6.3).
    public var bcc: [Address] { addresses("Bcc") }

    /// The recipients of all Resent-To fields: each resending adds its own (RFC 5322 3.6.6).
    public var resentTo: [Address] { header.all("Resent-To").flatMap { $0.addresses() } }

    /// The recipients of all Resent-Cc fields (RFC 5322 section 3.6.6).
    public var resentCc: [Address] { header.all("Resent-Cc").flatMap { $0.addresses() } }

    /// The Date field in seconds since 1970 UTC (RFC 5322 section 3.6.1); nil when it is absent or
    /// can't be read.
    public var date: Int64? { header.first("Date").flatMap { DateTime.parse($0.rawValue) } }

    /// The identifiers of the messages that this one answers, without angle brackets (RFC 5322
    /// section 3.6.4).
    public var inReplyTo: [String] { header.first("In-Reply-To")?.messageIDs() ?? [] }

    /// The identifiers of the thread's earlier messages, oldest first, without angle brackets (RFC
    /// 5322 section 3.6.4).
    public var references: [String] { header.first("References")?.messageIDs() ?? [] }

    private func addresses(_ name: String) -> [Address] {
        header.first(name)?.addresses() ?? []
    }
}
