// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Crypto

/// A word of 32 letters by which an answer to a message of ours is known: it names a thread of a
/// mailbox and whom we wrote to, ends on a day, and only our key can make it.
///
/// It stands in Message-IDs and, where the mailbox wants it, in `Reply-To: support+TOKEN@`. Mail
/// servers may change the case of a local part, so it is Base32 in lower case (RFC 4648 section 6).
/// Its 20 bytes are: the key's number modulo 256 (1), the thread (5), the last day as days since
/// 1970 (2), the beginning of an HMAC-SHA-256 (RFC 2104) of the participant (3), and that of an HMAC
/// of the mailbox and all before it (9).
package struct SignedToken: Equatable, Sendable {
    /// How many letters a token has.
    package static let length = 32
    /// How long a token is good for, in microseconds; the last day counts as a whole.
    package static let lifetime: Int64 = 180 * 86_400_000_000

    /// The thread that it names.
    package let threadID: Int64
    /// The last day on which it counts, as days since 1970, UTC.
    package let lastDay: Int64
    private let participantMark: [UInt8]
    private let secret: [UInt8]

    private static let dayLength: Int64 = 86_400_000_000
    private static let sizeInBytes = 20
    private static let signedSizeInBytes = 11
    private static let participantSizeInBytes = 3

    /// The token that `participant` (a folded address) gets in a message about a thread.
    ///
    /// The same arguments give the same token, as long as `now` (microseconds since 1970, UTC) is on
    /// the same day.
    package static func make(
        mailboxID: Int64, threadID: Int64, participant: String, now: Int64,
        key: (number: Int64, secret: [UInt8])
    ) -> String {
        let day = (now + lifetime) / dayLength
        var bytes = [UInt8(truncatingIfNeeded: key.number)]
        for shift in stride(from: 32, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: threadID >> Int64(shift)))
        }
        bytes += [UInt8(truncatingIfNeeded: day >> 8), UInt8(truncatingIfNeeded: day)]
        bytes += mark(of: participant, secret: key.secret)
        bytes += signature(of: bytes, mailboxID: mailboxID, secret: key.secret)
        return Base32.encode(bytes)
    }

    /// Reads a token that a mailbox signed; nil when it is none, was altered, or is another
    /// mailbox's.
    ///
    /// Whether it still counts is asked with ``isExpired(at:)``.
    package init?(
        _ text: some StringProtocol, mailboxID: Int64, keys: [(number: Int64, secret: [UInt8])]
    ) {
        guard let bytes = Base32.decode(text), bytes.count == Self.sizeInBytes else { return nil }
        let signed = Array(bytes[..<Self.signedSizeInBytes])
        let candidates = keys.filter { UInt8(truncatingIfNeeded: $0.number) == bytes[0] }
        let key = candidates.first { key in
            Self.signature(of: signed, mailboxID: mailboxID, secret: key.secret)
                .elementsEqual(bytes[Self.signedSizeInBytes...])
        }
        guard let key else { return nil }
        threadID = bytes[1..<6].reduce(0) { $0 << 8 | Int64($1) }
        lastDay = Int64(bytes[6]) << 8 | Int64(bytes[7])
        participantMark = Array(bytes[8..<Self.signedSizeInBytes])
        secret = key.secret
    }

    /// Whether the last day is over at `now`, microseconds since 1970, UTC.
    package func isExpired(at now: Int64) -> Bool { now / Self.dayLength > lastDay }

    /// Whether it was made for this participant, a folded address.
    package func isFor(_ participant: String) -> Bool {
        Self.mark(of: participant, secret: secret) == participantMark
    }

    /// Whether a text has the outer form of a token, so that asking for keys is worth it.
    package static func hasForm(_ text: some StringProtocol) -> Bool {
        text.utf8.count == length && Base32.decode(text) != nil
    }

    private static func mark(of participant: String, secret: [UInt8]) -> [UInt8] {
        authenticate("participant\n\(participant)", secret: secret, size: participantSizeInBytes)
    }

    private static func signature(
        of bytes: [UInt8], mailboxID: Int64, secret: [UInt8]
    ) -> [UInt8] {
        authenticate(
            "token\n\(mailboxID)\n\(Base32.encode(bytes))", secret: secret,
            size: sizeInBytes - signedSizeInBytes)
    }

    private static func authenticate(_ text: String, secret: [UInt8], size: Int) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array(text.utf8), using: SymmetricKey(data: secret))
        return Array(Array(code).prefix(size))
    }
}
