// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// Recognises the addresses of users and mailboxes, and messages that mailclerk sent.
///
/// The store's lists are read once, and only if they are needed.
final class OwnAddresses {
    private let store: Store
    /// The characters that separate an address extension.
    private let delimiter: String
    private var userAddresses: [String]?
    private var lastChecked: (messageID: String, isOwn: Bool)?

    init(store: Store, delimiter: String) {
        self.store = store
        self.delimiter = delimiter
    }

    /// Returns whether an address belongs to a user listed in `[users]`.
    func isUser(_ address: Address) throws -> Bool {
        let addresses = try userAddresses ?? store.userAddresses()
        userAddresses = addresses
        let folded = address.folded
        return addresses.contains { AddressPattern.isSame($0, as: folded) }
    }

    /// Returns whether an address belongs to a mailbox.
    func isMailbox(_ address: Address) throws -> Bool {
        try store.isOwnAddress(address, delimiter: delimiter)
    }

    /// Returns whether mailclerk sent the message, which its signed Message-ID shows.
    ///
    /// The store is read only if the Message-ID has the form that mailclerk generates.
    func isOwnMessage(_ message: Message) throws -> Bool {
        guard let id = message.messageID, let token = SignedMessageID.token(in: id) else {
            return false
        }
        if let lastChecked, lastChecked.messageID == id { return lastChecked.isOwn }
        let keys = try store.signingKeys()
        let isOwn = try store.mailboxIDs().contains {
            SignedToken(token, mailboxID: $0, keys: keys) != nil
        }
        lastChecked = (id, isOwn)
        return isOwn
    }
}
