// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake

/// Collects messages into batches, each of which is stored in one transaction.
///
/// Batches that are already stored remain if the import ends early.
package final class ImportBatches {
    /// At most 128 messages and about 8 MB in one batch, so that a batch delays deliveries only
    /// briefly.
    private static let mostMessages = 128
    private static let mostBytes = 8 * 1_048_576

    private let store: ([Import.Message]) throws -> ImportTally
    private var waiting: [Import.Message] = []
    private var waitingBytes = 0
    /// The time of the last message, and the number of messages directly before it with that time.
    private var last: (time: Int64, before: Int64) = (.min, 0)
    /// The counts so far.
    package var tally = ImportTally()

    /// Creates batches that are passed to `store`.
    package init(_ store: @escaping ([Import.Message]) throws -> ImportTally) {
        self.store = store
    }

    /// Adds a message.
    ///
    /// - Throws: The errors of the closure that stores a batch.
    package func add(_ message: Import.Message) throws {
        waiting.append(inOrder(message))
        waitingBytes += message.raw.count
        if waiting.count >= Self.mostMessages || waitingBytes >= Self.mostBytes { try flush() }
    }

    /// Stores the messages that are not stored yet.
    ///
    /// - Throws: The errors of the closure that stores a batch.
    package func flush() throws {
        guard !waiting.isEmpty else { return }
        let batch = waiting
        waiting = []
        waitingBytes = 0
        tally += try store(batch)
    }

    /// Keeps the order of messages that arrived in the same second.
    ///
    /// The time of each is a microsecond later than that of the message before it. A time that is
    /// more exact than a second is not changed.
    private func inOrder(_ message: Import.Message) -> Import.Message {
        let second: Int64 = 1_000_000
        let isSame = message.receivedAt == last.time && last.before < second - 1
        last = (message.receivedAt, isSame ? last.before + 1 : 0)
        guard isSame, message.receivedAt % second == 0 else { return message }
        var message = message
        message.receivedAt += last.before
        return message
    }
}
