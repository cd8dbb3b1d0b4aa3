// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// Finds the thread of a mailbox that a message belongs to.
///
/// The evidence is used in this order: the message that a report is about, signed tokens,
/// In-Reply-To and References, a case number in the subject of a participant's message.
struct Threading {
    let store: Store
    let globalSettings: GlobalSettings
    let ownAddresses: OwnAddresses
    let mail: IncomingMail
    let destination: Destination
    let kind: EmailKind
    /// Whether a trusted server reported results that do not authenticate the message; false if no
    /// trusted server reported results.
    ///
    /// Such a sender is not treated as a participant.
    let lacksPass: Bool

    private var mailbox: Mailbox { destination.mailbox }

    /// At most 20 references are looked up, the nearest ones and the first, because a sender may
    /// list any number.
    static let maximumReferences = 20

    /// Returns the thread, and notes about ignored evidence; if no thread is found, the message
    /// starts one.
    func find() throws -> Verdict.ThreadPart {
        var notes: [String] = []
        var match = try byReport()
        if match == nil { match = try byToken(&notes) }
        let referred = try threadsReferredTo()
        if match == nil { match = try nearest(of: referred) }
        if match == nil { match = try bySubject(&notes) }
        if let found = match { match = try join(found, referred.map(\.thread), &notes) }
        return Verdict.ThreadPart(thread: match, notes: notes)
    }

    // MARK: Reports

    /// Finds the thread of the message that a bounce or receipt reports on (RFC 3464, RFC 8098).
    private func byReport() throws -> Verdict.ThreadMatch? {
        guard let report = Report(mail.message, kind: kind) else { return nil }
        var other: Verdict.ThreadMatch?
        let identifiers = report.identifiers
        for id in identifiers + report.references.filter({ !identifiers.contains($0) }) {
            guard let thread = try store.thread(mailboxID: mailbox.id, messageID: id) else {
                continue
            }
            // The author of a report is a mail server of any name; it is enough that mailclerk sent
            // the message.
            if try store.outboxKind(mailboxID: mailbox.id, messageID: id) != nil {
                return Verdict.ThreadMatch(
                    by: .report, thread: thread, isVerified: true, reported: id)
            }
            if other == nil, identifiers.contains(id) {
                other = Verdict.ThreadMatch(
                    by: .report, thread: thread, isVerified: try isVerified(in: thread))
            }
        }
        return other
    }

    // MARK: Tokens

    private func byToken(_ notes: inout [String]) throws -> Verdict.ThreadMatch? {
        let texts = ReplyTokens.texts(
            mail, recipient: destination.recipient, delimiter: globalSettings.recipientDelimiter)
        guard !texts.isEmpty else { return nil }
        let keys = try store.signingKeys()
        for text in texts {
            guard let token = SignedToken(text, mailboxID: mailbox.id, keys: keys) else {
                notes.append("a token was altered or belongs to another mailbox")
                continue
            }
            guard !token.isExpired(at: mail.receivedAt) else {
                notes.append("a token has expired")
                continue
            }
            guard let thread = try store.currentThread(id: token.threadID),
                thread.mailboxID == mailbox.id
            else {
                notes.append("a token's thread is no longer in this mailbox")
                continue
            }
            let isForAuthor =
                !lacksPass && mail.author.map { token.isFor(Participant.key($0)) } == true
            let isVerified = try isForAuthor || isVerified(in: thread)
            if !isVerified { notes.append("the token was issued to another sender") }
            return Verdict.ThreadMatch(by: .token, thread: thread, isVerified: isVerified)
        }
        return nil
    }

    // MARK: References

    /// Returns the Message-IDs in In-Reply-To and References (RFC 5322 section 3.6.4), the nearest
    /// first.
    static func referredTo(_ mail: IncomingMail) -> [String] {
        identifiers(mail).map(\.messageID)
    }

    private static func identifiers(_ mail: IncomingMail) -> [(
        by: Verdict.ThreadEvidence, messageID: String
    )] {
        let references = mail.message.references
        var all = mail.message.inReplyTo.map {
            (by: Verdict.ThreadEvidence.inReplyTo, messageID: $0)
        }
        all += references.suffix(maximumReferences).reversed().map { (.references, $0) }
        if references.count > maximumReferences, let first = references.first {
            all.append((.references, first))
        }
        var seen: Set<String> = []
        return all.prefix(2 * maximumReferences).filter { seen.insert($0.messageID).inserted }
    }

    /// Returns the threads of the mailbox that the message refers to, each once, the nearest first.
    private func threadsReferredTo() throws -> [(by: Verdict.ThreadEvidence, thread: MailThread)] {
        var found: [(by: Verdict.ThreadEvidence, thread: MailThread)] = []
        for (by, messageID) in Self.identifiers(mail) {
            guard let thread = try thread(messageID: messageID),
                !found.contains(where: { $0.thread.id == thread.id })
            else { continue }
            found.append((by, thread))
        }
        return found
    }

    /// Returns the nearest of the threads that the message refers to.
    ///
    /// A person who is a participant of another of them does not start a thread only because the
    /// nearest belongs to a closed case of other people.
    private func nearest(
        of referred: [(by: Verdict.ThreadEvidence, thread: MailThread)]
    ) throws -> Verdict.ThreadMatch? {
        guard let first = referred.first else { return nil }
        let nearest = try match(by: first.by, first.thread)
        guard !nearest.isVerified, kind == .personal, referred.count > 1,
            try rank(nearest.thread) == 1
        else { return nearest }
        for other in referred.dropFirst() where other.thread.record != nil {
            let match = try match(by: other.by, other.thread)
            if match.isVerified { return match }
        }
        return nearest
    }

    /// Returns the thread of a message with this Message-ID, or nil if the mailbox has none.
    ///
    /// Different senders write the same Message-ID if it has no domain, as in `<12345>`. Such an ID
    /// is therefore that of a message of the same author.
    private func thread(messageID: String) throws -> MailThread? {
        guard !MessageKey.hasDomain(messageID) else {
            return try store.thread(mailboxID: mailbox.id, messageID: messageID)
        }
        guard let author = mail.author.map(Participant.key) else { return nil }
        let own = try store.emails(
            mailboxID: mailbox.id, messageKey: MessageKey.of(messageID: messageID)
        ).first { email in
            let sender = email.from.map {
                Participant.key(folded: AddressPattern.folded($0.address))
            }
            return email.messageID == messageID && sender == author
        }
        return try own.flatMap { try store.thread(id: $0.threadID) }
    }

    // MARK: Numbers

    /// Case numbers in the subject are used only if the sender is a participant of that case.
    private func bySubject(_ notes: inout [String]) throws -> Verdict.ThreadMatch? {
        for number in SubjectNumber.all(in: mail.message.boundedSubject) {
            guard let thread = try store.thread(caseNumber: number, mailboxID: mailbox.id)
            else { continue }
            let match = try self.match(by: .caseNumber, thread)
            if match.isVerified { return match }
            notes.append("the subject names case \(number); the sender is not a participant of it")
        }
        return nil
    }

    // MARK: Participants

    private func match(
        by: Verdict.ThreadEvidence, _ thread: MailThread
    ) throws -> Verdict.ThreadMatch {
        Verdict.ThreadMatch(by: by, thread: thread, isVerified: try isVerified(in: thread))
    }

    /// Returns whether the author is verified in the thread by its address or because the thread
    /// has no record.
    ///
    /// The complete rule is at ``Verdict/ThreadMatch/isVerified``.
    func isVerified(in thread: MailThread) throws -> Bool {
        guard thread.record != nil else { return true }
        guard !lacksPass, let author = mail.author else { return false }
        return try store.isParticipant(Participant.key(author), in: thread)
            || ownAddresses.isUser(author)
    }

    // MARK: Merging threads

    /// Returns the match with the threads that are to be merged into its thread: those that the
    /// message refers to, if its sender is a participant of them.
    private func join(
        _ found: Verdict.ThreadMatch, _ referred: [MailThread], _ notes: inout [String]
    ) throws -> Verdict.ThreadMatch {
        guard found.isVerified, kind == .personal, mail.effects.acts else { return found }
        let others = referred.filter { $0.id != found.thread.id }
        guard !others.isEmpty else { return found }
        var joined = [found.thread]
        for other in others {
            if try !isVerified(in: other) {
                notes.append("another thread was not merged: the sender is not a participant of it")
            } else if !joined.allSatisfy({ $0.mayJoin(other) }) {
                notes.append("another thread was not merged: it has its own record")
            } else {
                joined.append(other)
            }
        }
        guard joined.count > 1, let winner = try joined.min(by: { try isBefore($0, $1) })
        else { return found }
        return Verdict.ThreadMatch(
            by: found.by, thread: winner, isVerified: found.isVerified,
            merges: joined.filter { $0.id != winner.id }, reported: found.reported)
    }

    /// Returns whether the left thread is kept: open cases come before closed cases, and these
    /// before threads without a record; otherwise the older thread is kept.
    private func isBefore(_ left: MailThread, _ right: MailThread) throws -> Bool {
        let (leftRank, rightRank) = (try rank(left), try rank(right))
        guard leftRank == rightRank else { return leftRank < rightRank }
        if case .case(let one) = left.record, case .case(let other) = right.record {
            return one < other
        }
        return left.id < right.id
    }

    private func rank(_ thread: MailThread) throws -> Int {
        guard let record = thread.record else { return 2 }
        guard case .case(let number) = record else { return 0 }
        let status = try store.caseRecord(number: number)?.status
        return status.map { globalSettings.statuses.closed.contains($0) } == true ? 1 : 0
    }
}

extension MailThread {
    /// Returns whether two threads may be merged: at most one of them has a record, or their
    /// records can be merged.
    fileprivate func mayJoin(_ other: MailThread) -> Bool {
        guard let record, let otherRecord = other.record else { return true }
        return record.id?.kind.canMerge == true && record.id?.kind == otherRecord.id?.kind
    }
}
