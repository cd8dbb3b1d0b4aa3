// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// Determines the recipients of a user's message.
struct ComposeRecipients {
    /// At most 50 recipients, because each of them is an outbox entry with a copy of the message.
    static let limit = 50

    private(set) var to: [Address] = []
    private(set) var cc: [Address] = []
    /// The addresses that a reply to all leaves out, because they are not participants of the
    /// thread.
    private(set) var leftOut: [Address] = []
    private var known: Set<String> = []

    private let plan: ComposePlan.Source
    private let store: Store

    init(_ request: ComposeRequest, _ plan: ComposePlan.Source, store: Store) throws {
        self.plan = plan
        self.store = store
        for address in request.cc where !address.isValidForEnvelope {
            throw DeskError.unusableAddress(address.address)
        }
        switch request.purpose {
        case .forward(let addresses, _):
            for address in addresses where !address.isValidForEnvelope {
                throw DeskError.unusableAddress(address.address)
            }
            try add(addresses, to: \.to)
        case .reply(let toAll):
            try add(answered(), to: \.to)
            guard !to.isEmpty else { throw DeskError.nobodyToAnswer(email: plan.email.id) }
            if toAll { try addOthers(except: request.cc) }
        }
        try add(request.cc, to: \.cc)
        guard !to.isEmpty else { throw DeskError.unusableAddress(plan.mailbox.address) }
        guard to.count + cc.count <= Self.limit else {
            throw DeskError.tooManyRecipients(to.count + cc.count, limit: Self.limit)
        }
    }

    /// All recipients.
    var all: [Address] { to + cc }

    /// Adds addresses that are not recipients yet; the addresses of the sending mailbox are
    /// skipped.
    private mutating func add(
        _ addresses: [Address], to list: WritableKeyPath<Self, [Address]>
    ) throws {
        for address in addresses where try !isMailbox(address) {
            if known.insert(address.folded).inserted { self[keyPath: list].append(address) }
        }
    }

    /// Returns the recipients of a reply: the addresses in Reply-To if the author is verified and
    /// one of them is usable, otherwise the author, otherwise the contact of the record.
    ///
    /// If a mailing list has rewritten From, Reply-To is also the list's, and only the author gets
    /// the reply. If a later address of From is the author, because a server confirmed its domain,
    /// the others get nothing. A reply to an outgoing email is sent to the recipients of that email.
    private func answered() throws -> [Address] {
        let message = plan.message
        guard plan.email.direction == .in else { return usable(message.to) }
        var authors = usable(message.from)
        if let author = plan.email.from?.parsed, author.isValidForEnvelope {
            if !message.from.contains(where: { $0.folded == author.folded }) {
                if !authors.isEmpty { return [author] }
                authors = [author]
            } else if authors.dropFirst().contains(where: { $0.folded == author.folded }) {
                authors = [author]
            }
        }
        let wanted = plan.email.isVerified ? try others(usable(message.replyTo)) : []
        if !wanted.isEmpty { return wanted }
        if !authors.isEmpty { return authors }
        return try contact().map { [$0] } ?? []
    }

    /// Returns the address of the contact of the thread's record; nil if there is no usable one.
    private func contact() throws -> Address? {
        guard let record = try store.record(plan.thread.record), let id = record.contactID,
            let contact = try store.contact(id: id), let address = Address.parse(contact.address)
        else { return nil }
        // The readers of the mailbox will see the recipient's name.
        let known = try ContactNames(store, in: [plan.mailbox.id])
            .known(Person(name: contact.name, address: contact.address), id: id)
        return usable([address]).first.map {
            Address(displayName: known?.name, localPart: $0.localPart, domain: $0.domain)
        }
    }

    /// Adds the other recipients of the email.
    private mutating func addOthers(except given: [Address]) throws {
        let message = plan.message
        let others =
            plan.email.direction == .in ? message.to + message.cc : message.cc
        let strangers = Set(
            try store.unverifiedAuthors(threadID: plan.thread.id).map(AddressPattern.folded))
        let own = plan.user?.address.map(AddressPattern.folded)
        for address in usable(others) where !given.contains(where: { $0.folded == address.folded })
        {
            let isOurs = try store.isOwnAddress(
                address, delimiter: plan.globalSettings.recipientDelimiter)
            guard !isOurs, address.folded != own, !known.contains(address.folded) else { continue }
            let isDoubtful = !plan.email.isVerified || strangers.contains(address.folded)
            if isDoubtful, try !store.isParticipant(Participant.key(address), in: plan.thread) {
                leftOut.append(address)
                known.insert(address.folded)
            } else {
                try add([address], to: \.cc)
            }
        }
    }

    /// Returns the addresses that may be written to.
    private func usable(_ addresses: [Address]) -> [Address] {
        addresses.filter(\.isValidForEnvelope)
    }

    private func others(_ addresses: [Address]) throws -> [Address] {
        try addresses.filter { try !isMailbox($0) }
    }

    /// Returns whether an address belongs to the sending mailbox, with or without an extension.
    private func isMailbox(_ address: Address) throws -> Bool {
        let forms = AddressPattern.candidates(
            for: address, delimiter: plan.globalSettings.recipientDelimiter
        ).filter { !$0.utf8.starts(with: "*".utf8) }
        guard case .mailbox(let found, _) = try store.match(addressForms: forms) else {
            return false
        }
        return found.id == plan.mailbox.id
    }
}
