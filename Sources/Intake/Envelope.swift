// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// The envelope sender (RFC 5321 reverse-path), or why it cannot be used.
package enum EnvelopeSender: Equatable, Sendable {
    /// No source names the sender; the message is stored and not replied to.
    case unknown
    /// The null sender: a notification, which must not be replied to (RFC 5321 section 4.5.5).
    case null
    /// An address that can be replied to.
    case address(Address)
    /// Text that is not a usable address, or that a mail server may have altered.
    case unusable(String)

    /// The address as text: empty for the null sender, nil if it is unknown.
    package var text: String? {
        switch self {
        case .unknown: nil
        case .null: ""
        case .address(let address): address.address
        case .unusable(let text): text
        }
    }
}

/// A source of envelope recipients: an option, variable or trace field.
struct RecipientSource: Equatable {
    /// The option, variable or field that names the recipients.
    let name: RecipientEvidence
    /// The addresses in the source.
    let addresses: [String]
}

/// The envelope of a message, gathered from options, environment and trace fields.
struct Envelope {
    /// The envelope sender.
    let sender: EnvelopeSender
    /// The sources of recipients in the order in which they are consulted; empty if there is none.
    let recipientSources: [RecipientSource]

    init(_ arrival: Arrival, message: Message, mboxLine: ArraySlice<UInt8>) {
        let trace = TrustedTraceFields(message)
        sender = Self.sender(arrival, trace: trace, mboxLine: mboxLine)
        recipientSources = Self.recipientSources(arrival, trace: trace)
    }

    /// At most 1,000 addresses of a trace field are looked up, because the store is locked
    /// meanwhile and a message without Received fields may list any number.
    ///
    /// The mail server's own list has no limit: each recipient is delivered.
    private static let mostAddresses = 1000

    private static func recipientSources(
        _ arrival: Arrival, trace: TrustedTraceFields
    ) -> [RecipientSource] {
        var sources: [RecipientSource] = []
        func add(_ name: RecipientEvidence, _ addresses: [String]) {
            let present = addresses.filter { !$0.isEmpty }
            if !present.isEmpty { sources.append(RecipientSource(name: name, addresses: present)) }
        }
        add(.option("-r"), arrival.recipients)
        for name in ["RECIPIENT", "ORIGINAL_RECIPIENT", "ORIG_RECIPIENT"] {
            add(.environment(name), arrival.variable(name).map { [$0] } ?? [])
        }
        if let local = arrival.variable("LOCAL_PART"), let domain = arrival.variable("DOMAIN"),
            !local.isEmpty, !domain.isEmpty
        {
            let suffix = arrival.variable("LOCAL_PART_SUFFIX") ?? ""
            add(.environment("LOCAL_PART"), ["\(local)\(suffix)@\(domain)"])
        }
        if let local = arrival.variable("LOCAL"), let host = arrival.variable("HOST"),
            !local.isEmpty,
            !host.isEmpty
        {
            add(.environment("LOCAL"), ["\(local)@\(host)"])
        }
        for name in ["X-Original-To", "Envelope-To", "X-Envelope-To", "Delivered-To"] {
            // getmail without an envelope writes `Delivered-To: unknown`.
            let addresses = trace.recipients(of: name).filter {
                $0.utf8.contains(UInt8(ascii: "@"))
            }
            add(.field(name), Array(addresses.prefix(mostAddresses)))
        }
        return sources
    }

    /// Returns the first of: `-f`, Return-Path above the first Received, SENDER, the mbox line.
    private static func sender(
        _ arrival: Arrival, trace: TrustedTraceFields, mboxLine: ArraySlice<UInt8>
    ) -> EnvelopeSender {
        if let option = arrival.sender { return read(option) }
        if let path = trace.values(of: "Return-Path").first { return read(path) }
        let fromLine = MboxLine.sender(in: mboxLine)
        if let variable = arrival.variable("SENDER") {
            // Postfix writes `_` for each character that is special to a shell. The true address is
            // then unknown, unless the mbox line confirms it.
            if variable.utf8.contains(UInt8(ascii: "_")), fromLine != variable {
                return .unusable(variable)
            }
            return read(variable)
        }
        return (fromLine ?? arrival.assumedSender).map(read) ?? .unknown
    }

    private static func read(_ text: String) -> EnvelopeSender {
        var bare = text.filter { !$0.isWhitespace && !$0.isNewline }[...]
        // sendmail and Postfix's pipe(8) write `<MAILER-DAEMON>` for the null sender.
        if bare.first == "<", bare.last == ">" { bare = bare.dropFirst().dropLast() }
        if bare.isEmpty || bare.lowercased() == "mailer-daemon" { return .null }
        guard let address = Address.parse(text), address.isValidForEnvelope else {
            return .unusable(text)
        }
        return .address(address)
    }
}
