// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// Decides which users may be notified about a mailbox, and adds notifications to the outbox.
package struct Notices {
    private let store: Store
    private let globalSettings: GlobalSettings
    private let mailbox: Mailbox

    /// Creates the notifications of a mailbox.
    package init(of mailbox: Mailbox, in store: Store, globalSettings: GlobalSettings) {
        self.mailbox = mailbox
        self.store = store
        self.globalSettings = globalSettings
    }

    /// Returns the reason why a user must not be notified at `now`; nil if the user may be.
    package func obstacle(to address: Address, at now: Int64) throws -> String? {
        let limit = globalSettings.replies.totalLimit
        if !address.isValidForEnvelope { return "the user's address cannot receive mail" }
        if try store.isOwnAddress(address, delimiter: globalSettings.recipientDelimiter) {
            return "the user's address belongs to a system mailbox"
        }
        if mailbox.isShadow { return "the mailbox is in shadow mode" }
        let sent = try store.answers(
            mailboxID: mailbox.id, correspondent: Participant.key(address), kind: .notice,
            since: now - limit.within, limit: limit.count)
        return sent >= limit.count ? "total-limit is reached for notifications to this user" : nil
    }

    /// Adds a notification about a thread to the outbox, where it waits for the next sending
    /// process.
    ///
    /// Equal digests give equal Message-IDs.
    package func add(
        _ composer: NoticeComposer, to user: User, _ address: Address, emailID: Int64,
        threadID: Int64, digest: [UInt8], at now: Int64
    ) throws {
        let participant = Participant.key(address)
        let token = SignedToken.make(
            mailboxID: mailbox.id, threadID: threadID, participant: participant, now: now,
            key: try store.signingKey())
        let messageID = SignedMessageID.make(
            token: token, address: mailbox.address, digest: digest)
        _ = try store.insert(
            OutboxEntry(
                emailID: emailID, mailboxID: mailbox.id, kind: .notice,
                recipient: address.envelopeForm, sender: "", correspondent: participant,
                rule: nil, messageID: messageID,
                message: composer.bytes(to: user, address, messageID: messageID), at: now))
    }
}
