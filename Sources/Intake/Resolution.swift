// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform
import Store
import SystemMailbox

/// A mailbox that a message is for.
package struct Destination: Equatable, Sendable {
    /// The mailbox.
    package let mailbox: Mailbox
    /// The envelope recipient that led to the mailbox; nil if none did.
    package let recipient: String?
    /// The source that named the mailbox.
    package let resolvedBy: RecipientEvidence
}

/// The mailboxes that a message is for, or why there are none.
package struct Resolution: Equatable, Sendable {
    /// Why a message is not accepted for its recipients.
    package enum Refusal: Equatable, Sendable {
        /// No mailbox has or had the address.
        case noSuchMailbox(address: String)
        /// The mailbox cannot be determined now.
        case deferred(reason: String)

        /// The exit status of mailclerk(8).
        package var exitStatus: ExitStatus {
            switch self {
            case .noSuchMailbox: .notFound
            case .deferred: .temporary
            }
        }

        /// The reason, human-readable.
        package var text: String {
            switch self {
            case .noSuchMailbox(let address): "no mailbox: \(address)"
            case .deferred(let reason): reason
            }
        }
    }

    /// The mailboxes, each once.
    package var destinations: [Destination] = []
    /// Envelope recipients that belong to no mailbox, if other recipients do.
    package var unresolved: [String] = []
    /// Envelope recipients that are addresses from earlier settings; their mail is deferred.
    package var former: [String] = []
    /// Why there is no destination; nil if there is one.
    package var refusal: Refusal?

    /// The refusal that the exit status reports; nil if there is none.
    ///
    /// It says why there is no destination, or that the message is deferred for an address from
    /// earlier settings, although it is delivered to other recipients.
    package var reportedRefusal: Refusal? {
        if let refusal { return refusal }
        return former.first.map { .deferred(reason: Self.formerAddressReason($0)) }
    }

    /// Returns the reason why mail for an address from earlier settings is deferred.
    static func formerAddressReason(_ address: String) -> String {
        "\(address) is an address from earlier settings;"
            + " \"mailclerkctl apply --retire\" retires it"
    }
}

/// Finds the mailboxes of a message, in the order documented in mailclerk(8).
struct Resolver {
    let store: Store
    let globalSettings: GlobalSettings
    /// Returns whether the user who runs `explain` may see a mailbox; nil in a delivery.
    ///
    /// A mailbox that the user may not see is treated as if it did not exist, so that `explain`
    /// does not reveal it. For the same reason addresses of earlier settings are then unknown.
    var isVisible: ((Mailbox) -> Bool)?

    func resolve(
        _ arrival: Arrival, envelope: Envelope, message: Message
    ) throws -> Resolution {
        var resolution = Resolution()
        if let name = arrival.mailboxName {
            if let mailbox = try store.mailbox(named: name), isVisible?(mailbox) != false {
                resolution.destinations = [
                    Destination(
                        mailbox: mailbox, recipient: arrival.recipients.first,
                        resolvedBy: .option("-m"))
                ]
            } else {
                resolution.refusal = .deferred(reason: "there is no mailbox named \(name)")
            }
            return resolution
        }
        for source in envelope.recipientSources {
            var attempt = Resolution()
            for address in source.addresses {
                try resolve(address, by: source.name, into: &attempt)
            }
            resolution.former += attempt.former
            guard attempt.destinations.isEmpty else {
                attempt.former = resolution.former
                return attempt
            }
        }
        if envelope.recipientSources.isEmpty {
            try resolveHeader(message, into: &resolution)
            if !resolution.destinations.isEmpty { return resolution }
        }
        let first = envelope.recipientSources.first?.addresses.first
        if let former = resolution.former.first {
            resolution.refusal = .deferred(reason: Resolution.formerAddressReason(former))
        } else if let id = globalSettings.defaultMailboxID, let mailbox = try store.mailbox(id: id),
            isVisible?(mailbox) != false
        {
            resolution.destinations = [
                Destination(mailbox: mailbox, recipient: first, resolvedBy: .defaultMailbox)
            ]
        } else if let first {
            resolution.refusal = .noSuchMailbox(address: first)
        } else {
            resolution.refusal = .deferred(
                reason: "no envelope recipient is known and the header names no mailbox")
        }
        return resolution
    }

    /// Adds every mailbox that Resent-To, Resent-Cc, To and Cc name.
    private func resolveHeader(_ message: Message, into resolution: inout Resolution) throws {
        let fields = [
            ("Resent-To", message.resentTo), ("Resent-Cc", message.resentCc), ("To", message.to),
            ("Cc", message.cc),
        ]
        for (name, addresses) in fields {
            for address in addresses.prefix(100) {
                try resolve(address.address, by: .field(name), into: &resolution)
            }
        }
        // Other addresses in the header are not envelope recipients, so they are not unresolved.
        resolution.unresolved = []
    }

    private func resolve(
        _ text: String, by source: RecipientEvidence, into resolution: inout Resolution
    ) throws {
        guard let address = Address.parse(text) else {
            resolution.unresolved.append(text)
            return
        }
        let forms = AddressPattern.candidates(
            for: address, delimiter: globalSettings.recipientDelimiter)
        switch try store.match(addressForms: forms) {
        case .mailbox(let mailbox, _) where isVisible?(mailbox) != false:
            guard !resolution.destinations.contains(where: { $0.mailbox.id == mailbox.id }) else {
                return
            }
            resolution.destinations.append(
                Destination(mailbox: mailbox, recipient: address.address, resolvedBy: source))
        case .former where isVisible == nil: resolution.former.append(address.address)
        case .mailbox, .former, .unknown: resolution.unresolved.append(address.address)
        }
    }
}
