// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox

/// A message that was written but not yet submitted to the mail server.
package struct UnsentMessage: Equatable, Sendable, CustomStringConvertible {
    /// The recipient; nil for all recipients.
    package let recipient: String?
    /// The reason.
    package let reason: String

    /// The warning for the author.
    package var description: String {
        (recipient.map { "message to \($0)" } ?? "message") + " not sent yet: \(reason); "
            + "it stays in the outbox and flush retries it (do not send it again)"
    }
}

extension Desk {
    /// Submits a message from the outbox to the mail server, once for each recipient.
    ///
    /// The message is already committed; if submitting it fails, `flush` retries it.
    ///
    /// - Parameters:
    ///   - sent: The message.
    ///   - outbox: Opens the outbox.
    /// - Returns: The messages that are not sent yet.
    package func submit(
        _ sent: SentMessage, through outbox: () throws -> Outbox
    ) -> [UnsentMessage] {
        do {
            let outbox = try outbox()
            return try sent.entries.compactMap { entry in
                guard case .failed(let reason) = try outbox.send(entry) else { return nil }
                return UnsentMessage(recipient: entry.recipient, reason: reason)
            }
        } catch {
            let reason = StoreFailure.text(of: error, store: store.location)
            return [UnsentMessage(recipient: nil, reason: reason)]
        }
    }

    /// Returns the outbox entries of a message.
    package func outboxRows(of sent: SentMessage) throws -> [Store.OutboxRow] {
        try sent.entries.compactMap { try store.outboxRow(id: $0.id) }
    }
}
