// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// The notices of a mailbox to users of ours: to whom one may go, and how it gets into the outbox.
package struct Notices {
    private let store: Store
    private let globalSettings: GlobalSettings
    private let mailbox: Mailbox

    /// Notices of a mailbox under the settings of a site.
    package init(of mailbox: Mailbox, in store: Store, globalSettings: GlobalSettings) {
        self.mailbox = mailbox
        self.store = store
        self.globalSettings = globalSettings
    }

    /// Why no notice may go to a user's address at `now`; nil when one may.
    package func obstacle(to address: Address, at now: Int64) throws -> String? {
        let limit = globalSettings.replies.totalLimit
        if !address.isValidForEnvelope { return "the user's address cannot be written to" }
        if try store.isOwnAddress(address, delimiter: globalSettings.recipientDelimiter) {
            return "the user's address is a mailbox of ours"
        }
        if mailbox.isShadow { return "the mailbox is a shadow" }
        let sent = try store.answers(
            mailboxID: mailbox.id, correspondent: Participant.key(address), kind: .notice,
            since: now - limit.within, limit: limit.count)
        return sent >= limit.count ? "as many notices as total-limit allows were sent" : nil
    }

    /// Puts a notice about a thread into the outbox, where it waits for the next sender.
    ///
    /// `digest` is of what it tells of: the same makes the same Message-ID.
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
