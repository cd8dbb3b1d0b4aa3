// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Erases old mail and gives its room back.
///
/// Mail of open cases stays, and so does mail about which something in the outbox has not left yet. It
/// is done in batches of one transaction each: what is done stays, however a purge ends, and another run
/// goes on.
package struct Purge {
    /// What is to be purged.
    package struct Choice: Sendable {
        /// The mailbox by name, in force or archived; nil: all of them.
        package var mailbox: String?
        /// Mail that came before this, in microseconds since 1970, UTC.
        package var cutoff: Int64
        /// Nothing is erased, all is counted.
        package var isDryRun: Bool

        /// Old mail of a mailbox or of all.
        package init(mailbox: String?, cutoff: Int64, isDryRun: Bool) {
            self.mailbox = mailbox
            self.cutoff = cutoff
            self.isDryRun = isDryRun
        }
    }

    /// What was done.
    package struct Outcome: Equatable, Sendable {
        /// What was erased, or would be.
        package var erasure = Erasure()
        /// How many old emails stay because their case is open.
        package var keptOpen: Int64 = 0
        /// How many stay because something about them waits in the outbox.
        package var keptWaiting: Int64 = 0
        /// The size of the store's file before and after, in bytes.
        package var sizeBefore: Int64 = 0
        package var sizeAfter: Int64 = 0
        /// Why not all of the room was given back to the file system; nil when it was.
        package var roomKept: String?
    }

    /// Emails of one transaction, and the size after which it ends: a delivery waits some
    /// milliseconds, and the log of a full disk has room for it.
    private static let emailsAtOnce = 16
    private static let bytesAtOnce: Int64 = 1_048_576
    private static let remarksAtOnce = 500

    private let store: Store
    private let choice: Choice
    private let reserve: DiskReserve?
    private let statuses: Statuses
    private var tally = PurgeTally()

    /// A purge of a store that is open.
    ///
    /// - Throws: `StoreError` where there are no settings.
    package init(_ store: Store, _ choice: Choice) throws {
        self.store = store
        self.choice = choice
        reserve = DiskReserve(of: store.location)
        statuses = try store.globalSettings().statuses
    }

    /// Opens a store for a purge; on a full disk that takes the reserve.
    package static func open(_ location: StoreLocation) throws -> Store {
        do {
            return try Store.open(location)
        } catch let error as SQLError where [.full, .ioError].contains(error.code) {
            guard try DiskReserve(of: location)?.release() == true else { throw error }
            return try Store.open(location)
        }
    }

    /// Does it.
    ///
    /// - Parameters:
    ///   - mailboxIDs: The keys of the mailboxes that are meant.
    ///   - progress: Called after each batch with what is done so far.
    /// - Returns: What was done.
    /// - Throws: What the store throws, also `.full` where the reserve was not enough.
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

    /// Looks at the next emails; returns the last one, nil when there are none.
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

    /// Erases what is about no email.
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

    /// Does something, once more with the room of the reserve where the disk is full.
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
