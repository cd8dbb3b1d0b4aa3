// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// Whom a person's message goes to.
struct ComposeRecipients {
    /// The most people that one message goes to: each of them gets a copy of its own.
    static let limit = 50

    private(set) var to: [Address] = []
    private(set) var cc: [Address] = []
    /// Whom an answer to all leaves out, since they take no part in the thread.
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

    /// Everybody who gets a copy of it.
    var all: [Address] { to + cc }

    /// Adds those whom it does not go to yet; the mailbox writes to itself never.
    private mutating func add(
        _ addresses: [Address], to list: WritableKeyPath<Self, [Address]>
    ) throws {
        for address in addresses where try !isMailbox(address) {
            if known.insert(address.folded).inserted { self[keyPath: list].append(address) }
        }
    }

    /// Whom an answer goes to: where the author wants it, if the author may say so.
    ///
    /// What was sent from here is answered to those whom it went to.
    private func answered() throws -> [Address] {
        let message = plan.message
        guard plan.email.direction == .in else { return usable(message.to) }
        let wanted = plan.email.isVerified ? try others(usable(message.replyTo)) : []
        return wanted.isEmpty ? usable(message.from) : wanted
    }

    /// Adds those who got the answered message, too.
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

    private func usable(_ addresses: [Address]) -> [Address] {
        addresses.filter(\.isValidForEnvelope)
    }

    private func others(_ addresses: [Address]) throws -> [Address] {
        try addresses.filter { try !isMailbox($0) }
    }

    /// Whether it is an address of the mailbox itself, under whatever extension.
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
