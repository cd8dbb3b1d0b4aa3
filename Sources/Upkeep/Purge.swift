// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Erases old mail and gives its space back to the file system.
///
/// Mail of open cases is kept, and so is mail with an outbox entry that is not sent yet. Each batch
/// is one transaction: if a purge is interrupted, finished batches remain, and another run
/// continues.
package struct Purge {
    /// The mail to be purged.
    package struct Choice: Sendable {
        /// The name of a mailbox, which may be archived; nil means all mailboxes.
        package var mailbox: String?
        /// The time before which the mail arrived, in microseconds since 1970, UTC.
        package var cutoff: Int64
        /// Whether the mail is only counted, not erased.
        package var isDryRun: Bool

        /// Creates a choice of the old mail of one mailbox or of all mailboxes.
        package init(mailbox: String?, cutoff: Int64, isDryRun: Bool) {
            self.mailbox = mailbox
            self.cutoff = cutoff
            self.isDryRun = isDryRun
        }
    }

    /// The outcome of a purge.
    package struct Outcome: Equatable, Sendable {
        /// The counts of what was erased, or would be erased.
        package var erasure = Erasure()
        /// The number of old emails that were kept because their case is open.
        package var keptOpen: Int64 = 0
        /// The number of old emails that were kept because they have an outbox entry that is not
        /// sent.
        package var keptWaiting: Int64 = 0
        /// The size of the store's file before the purge, in bytes.
        package var sizeBefore: Int64 = 0
        /// The size of the store's file after the purge, in bytes.
        package var sizeAfter: Int64 = 0
        /// The reason if some space was not given back to the file system; nil if all of it was.
        package var roomKept: String?
    }

    /// At most 16 emails or about 1 MB in one transaction, so that a delivery waits some
    /// milliseconds and the log fits on a full disk.
    private static let emailsAtOnce = 16
    private static let bytesAtOnce: Int64 = 1_048_576
    private static let remarksAtOnce = 500

    private let store: Store
    private let choice: Choice
    private let reserve: DiskReserve?
    private let statuses: Statuses
    private var tally = PurgeTally()

    /// Creates a purge of an open store.
    ///
    /// - Throws: `StoreError` if there are no settings.
    package init(_ store: Store, _ choice: Choice) throws {
        self.store = store
        self.choice = choice
        reserve = DiskReserve(of: store.location)
        statuses = try store.globalSettings().statuses
    }

    /// Opens a store for a purge; if the disk is full, this releases the disk reserve.
    package static func open(_ location: StoreLocation) throws -> Store {
        do {
            return try Store.open(location)
        } catch let error as SQLError where [.full, .ioError].contains(error.code) {
            guard try DiskReserve(of: location)?.release() == true else { throw error }
            return try Store.open(location)
        }
    }

    /// Runs the purge.
    ///
    /// - Parameters:
    ///   - mailboxIDs: The keys of the chosen mailboxes.
    ///   - progress: Called after each batch with the counts so far.
    /// - Returns: The outcome.
    /// - Throws: `SQLError`, with code `full` if the reserve was too small; `StoreError` or
    ///   `SystemError`.
    package mutating func run(
        _ mailboxIDs: [Int64], progress: (Erasure) -> Void = { _ in }
    ) throws -> Outcome {
        tally.outcome.sizeBefore = try fileSize()
        if !choice.isDryRun { try Self.using(reserve) { try store.countJournal() } }
        for id in mailboxIDs {
            var last: Store.OldEmail?
            repeat {
                last = try Self.using(reserve) { try batch(of: id, after: last) }
                progress(tally.outcome.erasure)
            } while last != nil
            let mailbox = choice.mailbox == nil ? nil : id
            try eraseRemarks(mailboxID: mailbox)
        }
        if choice.isDryRun {
            try tally.countRecords(in: store)
        } else {
            try Self.using(reserve) { try store.tidyAfterErasing() }
            tally.outcome.roomKept = try StoreShrinking(store).run()
            _ = try? reserve?.keep()
        }
        tally.outcome.sizeAfter = try fileSize()
        return tally.outcome
    }

    /// Erases or counts the next emails, and returns the last of them; nil if there are none.
    private mutating func batch(of mailboxID: Int64, after last: Store.OldEmail?) throws
        -> Store.OldEmail?
    {
        func next() throws -> [Store.OldEmail] {
            var emails = try store.oldEmails(
                mailboxID: mailboxID, before: choice.cutoff, after: last, limit: Self.emailsAtOnce)
            var size: Int64 = 0
            let end = emails.firstIndex { email in
                size += email.size
                return size > Self.bytesAtOnce
            }
            if let end { emails.removeSubrange(max(end, 1)...) }
            return emails
        }
        if choice.isDryRun {
            let emails = try next()
            for email in emails { tally.add(email, statuses) }
            return emails.last
        }
        var kept = tally
        let emails = try store.writeInTurn {
            let emails = try next()
            let old = emails.filter { kept.shouldErase($0, statuses) }
            kept.outcome.erasure += try store.erase(emailIDs: old.map(\.id))
            return emails
        }
        store.settle()
        tally = kept
        return emails.last
    }

    /// Erases or counts old journal entries that belong to no email.
    private mutating func eraseRemarks(mailboxID: Int64?) throws {
        if choice.isDryRun {
            guard !tally.hasRemarks || mailboxID != nil else { return }
            tally.hasRemarks = true
            tally.outcome.erasure.journal += try store.oldRemarkCount(
                mailboxID: mailboxID, before: choice.cutoff)
            return
        }
        var count: Int64 = 0
        repeat {
            count = try Self.using(reserve) {
                try store.connection.transaction(.write) {
                    try store.eraseOldRemarks(
                        mailboxID: mailboxID, before: choice.cutoff, limit: Self.remarksAtOnce)
                }
            }
            tally.outcome.erasure.journal += count
        } while count > 0
    }

    /// Runs a closure; if the disk is full, releases the reserve and runs the closure again.
    private static func using<T>(_ reserve: DiskReserve?, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as SQLError where error.code == .full {
            guard try reserve?.release() == true else { throw error }
            return try body()
        }
    }

    private func fileSize() throws -> Int64 {
        try store.location.filePath.flatMap { try FileSystem.status($0)?.size } ?? 0
    }
}
