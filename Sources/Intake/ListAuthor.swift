// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Finds who wrote a message in whose From a mailing list put an address of its own.
///
/// Lists do so because DMARC would reject the author's address from their server:
///
///     From: 'Ada Quill' via Support <support@example.com>
///     X-Original-From: Ada Quill <ada@client.example>
///     Reply-To: Ada Quill <ada@client.example>
///
/// Anybody can write such fields. They are only read in mail of a list in `own-lists`.
struct ListAuthor {
    private let list: MailingList
    private let message: Message
    private let from: Address
    private let mailbox: Mailbox
    private let isOwn: (Address) throws -> Bool

    /// Prepares to find the author of one message.
    ///
    /// - Parameters:
    ///   - list: The list, which is one of the mailbox's own lists.
    ///   - message: The message.
    ///   - from: Its author as From has it.
    ///   - mailbox: The mailbox.
    ///   - isOwn: Returns whether an address belongs to a mailbox.
    init(
        _ list: MailingList, _ message: Message, from: Address, mailbox: Mailbox,
        isOwn: @escaping (Address) throws -> Bool
    ) {
        self.list = list
        self.message = message
        self.from = from
        self.mailbox = mailbox
        self.isOwn = isOwn
    }

    /// Returns the author; nil if the list did not rewrite From, or names nobody.
    ///
    /// If a trusted server confirms a domain, it must be that of the list or of the mailbox.
    /// Otherwise a sender could write the List-Id into mail from a domain of its own, and name
    /// anybody as the author.
    func find(_ authentication: Authentication) throws -> Address? {
        let isOwnFrom = try isOwn(from)
        guard isOwnFrom || isRewritten else { return nil }
        if case .passed(let domains) = authentication {
            let domain = Authentication.domain(from.folded)
            let isOfList = isOwnFrom || Authentication.isAligned(domain, identity)
            guard isOfList, domains.contains(where: { Self.isRelated($0, domain) })
            else { return nil }
        }
        let original = try message.header.all("X-Original-From").prefix(Self.mostFields)
            .flatMap { $0.addresses() }.first(where: isAuthor)
        guard let author = try original ?? replyTo() ?? encoded() else { return nil }
        return Address(
            displayName: author.displayName ?? name, localPart: author.localPart,
            domain: author.domain)
    }

    /// At most 5 fields are read, because a list writes one.
    private static let mostFields = 5
    /// At most 20 addresses of Reply-To are examined, because a sender may list any number.
    private static let mostAddresses = 20

    // MARK: Reply-To

    /// Returns the address in Reply-To with the author's name, else the first.
    ///
    /// Mailman adds the author after the addresses in the Reply-To of the author's own message.
    private func replyTo() throws -> Address? {
        let usable = try message.replyTo.prefix(Self.mostAddresses).filter(isAuthor)
        return usable.first { $0.displayName != nil && $0.displayName == name } ?? usable.first
    }

    /// Returns the address that the list wrote into the local part of its own, as in
    /// `ada=client.example@lists.example`.
    private func encoded() throws -> Address? {
        guard let found = EncodedAddress(Array(from.localPart.lowercased().utf8)) else {
            return nil
        }
        let address = Address(localPart: found.local, domain: found.domain)
        return try isAuthor(address) ? address : nil
    }

    /// Returns whether an address can be the author's: it is not that of the list or of a mailbox.
    private func isAuthor(_ address: Address) throws -> Bool {
        guard address.isValidForEnvelope else { return false }
        let key = Participant.key(address)
        return try key != Participant.key(from) && !addresses.contains(key) && !isOwn(address)
    }

    // MARK: The list

    /// The List-Id in lower case.
    private var identity: String { list.id?.lowercased() ?? "" }

    /// The keys of the list's addresses: those of List-Post, and what List-Id says.
    private var addresses: [String] {
        let posts = list.post.compactMap { url -> Address? in
            let bytes = url.utf8
            guard url.prefix(7).lowercased() == "mailto:" else { return nil }
            let address = bytes.dropFirst(7).prefix { $0 != UInt8(ascii: "?") }
            return Address.parse(String(decoding: address, as: UTF8.self))
        }
        let parts = identity.split(separator: ".", maxSplits: 1)
        let named =
            parts.count == 2
            ? [Address(localPart: String(parts[0]), domain: String(parts[1]))] : []
        return (posts + named).filter { !$0.domain.isEmpty }.map { Participant.key($0) }
    }

    /// Whether From has an address of the list.
    ///
    /// Another address in the list's domain may be a colleague's. It is the list's only if that
    /// domain is not the mailbox's, or if From or X-Original-From shows that the list changed it.
    private var isRewritten: Bool {
        let addresses = addresses
        if addresses.contains(Participant.key(from)) { return true }
        let domain = "@" + Authentication.domain(from.folded)
        guard addresses.contains(where: { $0.hasSuffix(domain) }) else { return false }
        return !AddressPattern.folded(mailbox.address).hasSuffix(domain)
            || from.displayName != name || RoleAddress.isRole(from)
            || from.localPart.utf8.contains(UInt8(ascii: "="))
            || message.header.first("X-Original-From") != nil
    }

    private static func isRelated(_ one: String, _ other: String) -> Bool {
        Authentication.isAligned(one, other) || Authentication.isAligned(other, one)
    }

    // MARK: The name

    /// Words between the author's name and that of the list.
    private static let links = [" via ", " (via ", " über ", " (über "]

    /// The author's name: that in From, without the list's name and the quotes that Google writes.
    private var name: String? {
        guard let shown = from.displayName else { return nil }
        let whole = Array(shown.utf8)
        let ends = Self.links.compactMap { link in
            whole.indices.last { whole[$0...].starts(with: link.utf8) }
        }
        guard let end = ends.min() else { return shown }
        var name = whole[..<end]
        let quote = UInt8(ascii: "'")
        if name.count > 2, name.first == quote, name.last == quote {
            name = name.dropFirst().dropLast()
        }
        // Without a name the list writes the address.
        let isName = !name.isEmpty && !name.contains(UInt8(ascii: "@"))
        return isName ? String(decoding: name, as: UTF8.self) : nil
    }
}
