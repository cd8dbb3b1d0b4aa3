// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// What the store knows of the addresses and the Message-ID of one message; each is read once and
/// only if it is needed.
final class KnownSenders {
    private let store: Store
    /// The characters that separate an address extension.
    private let delimiter: String
    private var userAddresses: [String]?
    private var isOwn: (messageID: String, answer: Bool)?

    init(store: Store, delimiter: String) {
        self.store = store
        self.delimiter = delimiter
    }

    /// Whether an address is that of a user listed in `[users]`.
    func isUser(_ address: Address) throws -> Bool {
        let addresses = try userAddresses ?? store.userAddresses()
        userAddresses = addresses
        let folded = address.folded
        return addresses.contains { AddressPattern.isSame($0, as: folded) }
    }

    /// Whether an address is that of a mailbox.
    func isMailbox(_ address: Address) throws -> Bool {
        try store.isOwnAddress(address, delimiter: delimiter)
    }

    /// Whether mailclerk sent the message: it signed its Message-ID.
    ///
    /// The store is read only for a Message-ID of the form that mailclerk gives.
    func isOwnMessage(_ message: Message) throws -> Bool {
        guard let id = message.messageID, let token = SignedMessageID.token(in: id) else {
            return false
        }
        if let isOwn, isOwn.messageID == id { return isOwn.answer }
        let keys = try store.signingKeys()
        let answer = try store.mailboxIDs().contains {
            SignedToken(token, mailboxID: $0, keys: keys) != nil
        }
        isOwn = (id, answer)
        return answer
    }
}
