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
    /// The envelope recipient that led to it; nil when none did.
    package let recipient: String?
    /// What named it.
    package let resolvedBy: RecipientEvidence
}

/// Which mailboxes a message is for.
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
    }

    /// The mailboxes, each once.
    package var destinations: [Destination] = []
    /// Envelope recipients that no mailbox has, where others were found.
    package var unresolved: [String] = []
    /// Envelope recipients that a mailbox of an earlier version had: their mail must come again.
    package var former: [String] = []
    /// Why there is no destination; nil when there is one.
    package var refusal: Refusal?

    /// What the mail server is told: why there is no destination, or that mail for a former address
    /// must come again though others got theirs; nil when all is well.
    package var answer: Refusal? {
        if let refusal { return refusal }
        return former.first.map { .deferred(reason: Self.isFormer($0)) }
    }

    /// The words for an address of an earlier version.
    static func isFormer(_ address: String) -> String {
        "\(address) was a mailbox's address; `mailclerkctl apply --retire` gives it up"
    }
}

/// Finds the mailboxes of a message in the order that the manual gives.
struct Resolver {
    let store: Store
    let globalSettings: GlobalSettings
    /// Where it explains to somebody for whom some mailboxes are not there: which ones are.
    var isThere: ((Mailbox) -> Bool)?

    func resolve(
        _ arrival: Arrival, envelope: Envelope, message: Message
    ) throws -> Resolution {
        var resolution = Resolution()
        if let name = arrival.mailboxName {
            if let mailbox = try store.mailbox(named: name), isThere?(mailbox) != false {
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
            resolution.refusal = .deferred(reason: Resolution.isFormer(former))
        } else if let id = globalSettings.defaultMailboxID, let mailbox = try store.mailbox(id: id),
            isThere?(mailbox) != false
        {
            resolution.destinations = [
                Destination(mailbox: mailbox, recipient: first, resolvedBy: .defaultMailbox)
            ]
        } else if let first {
            resolution.refusal = .noSuchMailbox(address: first)
        } else {
            resolution.refusal = .deferred(
                reason: "no envelope recipient is known and no mailbox stands in the header")
        }
        return resolution
    }

    /// Every mailbox in Resent-To, Resent-Cc, To and Cc gets the mail.
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
        // What stands in a header beside us is no envelope recipient of ours.
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
        case .mailbox(let mailbox, _) where isThere?(mailbox) != false:
            guard !resolution.destinations.contains(where: { $0.mailbox.id == mailbox.id }) else {
                return
            }
            resolution.destinations.append(
                Destination(mailbox: mailbox, recipient: address.address, resolvedBy: source))
        case .former where isThere == nil: resolution.former.append(address.address)
        case .mailbox, .former, .unknown: resolution.unresolved.append(address.address)
        }
    }
}
