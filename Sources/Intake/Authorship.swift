// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// Who wrote a message, for one mailbox.
///
/// The stored From, the contact, participants, records and replies use these values.
struct Authorship {
    /// The author, who always has a domain; nil if no usable address names one.
    var author: Address?
    /// The person whom a contact form names in Reply-To; nil for other mail.
    var formSender: Address?
    /// What trusted servers report.
    var authentication = Authentication.none
    /// Whether the message comes from a contact form that the mailbox lists.
    var isForm = false
    /// Whether a mailing list of the mailbox has put its own address, or the mailbox's, into From.
    var isRewritten = false

    /// Whether a trusted server reported results, and they do not confirm the author.
    ///
    /// An SPF pass for another domain confirms the envelope sender alone. If a list has rewritten
    /// From, ``ListAuthor`` has asked for the confirmation of the list.
    var lacksConfirmation: Bool {
        switch authentication {
        case .none: false
        case .failed: true
        case .passed: !isRewritten && author.map(authentication.confirms) != true
        }
    }

    /// The person that a record is about: the author, or whom a contact form names.
    var person: Address? { formSender ?? author }

    /// Finds the author without any settings: the first usable address of From, else Sender, else
    /// the envelope sender before servers on the way rewrote it.
    init(_ message: Message, sender: EnvelopeSender) {
        let from = message.from
        author = from.first(where: Self.isUsable)
        if author == nil, let sender = message.sender, Self.isUsable(sender) {
            author = sender
        }
        if author == nil, case .address(let address) = sender {
            author = Self.named(message, address.beforeRewriting)
        }
    }

    /// Returns whether an address can be an author's: it has a domain, was not repaired, and can be
    /// written to.
    static func isUsable(_ address: Address) -> Bool { address.isValidForEnvelope }

    /// Returns the envelope sender with the name that From gives without a usable address.
    private static func named(_ message: Message, _ address: Address) -> Address {
        guard let from = message.from.first else { return address }
        // What is no address is text, in which encoded words are decoded.
        let text = from.domain.isEmpty ? message.header.first("From")?.unstructured() : nil
        let name = from.displayName ?? text
        return Address(
            displayName: name ?? address.displayName, localPart: address.localPart,
            domain: address.domain)
    }
}

extension Decision {
    /// Returns the message with its author for this mailbox.
    ///
    /// - If From has several addresses, the author is the one whose domain a trusted server
    ///   confirms, else the first.
    /// - If a list in `own-lists` has rewritten From, the author is whom ``ListAuthor`` finds.
    func attributed(_ mail: IncomingMail, in mailbox: Mailbox) throws -> IncomingMail {
        let message = mail.message
        let replies = globalSettings.replies
        var authorship = mail.authorship
        var authors: [Address] = []
        if !replies.trustedAuthservIDs.isEmpty {
            authors = message.from.filter(Authorship.isUsable)
            authorship.authentication = Authentication(
                message,
                authors: authors.isEmpty ? [message.sender].compactMap { $0 } : authors,
                sender: mail.envelope.sender, trusted: replies.trustedAuthservIDs)
        }
        if authors.count > 1, let confirmed = authorship.authentication.author(of: authors) {
            authorship.author = confirmed
        }
        if !mailbox.ownLists.isEmpty, let from = authorship.author,
            let list = AutomaticMarks.ownList(message.header, mailbox.ownLists),
            let author = try ListAuthor(
                list, message, from: from, mailbox: mailbox, isOwn: ownAddresses.isMailbox
            ).find(authorship.authentication)
        {
            authorship.author = author
            authorship.isRewritten = true
        }
        authorship.isForm = isForm(authorship, mailbox)
        if authorship.isForm {
            authorship.formSender = message.replyTo.first(where: \.isValidForEnvelope)
        }
        var mail = mail
        mail.authorship = authorship
        return mail
    }

    /// Returns whether the message comes from a contact form listed in the mailbox's settings.
    ///
    /// Results of a trusted server must confirm its address. If no trusted server reported anything,
    /// the setting `unauthenticated` decides.
    private func isForm(_ authorship: Authorship, _ mailbox: Mailbox) -> Bool {
        guard !mailbox.forms.isEmpty, let author = authorship.author?.folded,
            mailbox.forms.contains(where: { AddressPattern.folded($0) == author })
        else { return false }
        return authorship.authentication == .none
            ? globalSettings.replies.unauthenticated == .answer : !authorship.lacksConfirmation
    }
}
