// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Crypto

/// A signed token of 32 letters that identifies replies to messages sent by mailclerk.
///
/// It contains the thread and a mark of the person written to, expires after a certain day, and can
/// only be made with the store's key.
///
/// It is used in Message-IDs and, if the mailbox has reply tokens, in `Reply-To: support+TOKEN@`.
/// It is Base32 in lower case (RFC 4648 section 6), since mail servers may change the case of a
/// local part. Its 20 bytes are: the number of the key modulo 256 (1 byte), the thread (5), the
/// last day as days since 1970 (2), the beginning of an HMAC-SHA-256 (RFC 2104) of the participant
/// (3), and the beginning of an HMAC of the mailbox and all preceding bytes (9).
package struct SignedToken: Equatable, Sendable {
    /// The number of letters in a token.
    package static let length = 32
    /// The validity of a token, in microseconds; a token is valid until the end of its last day.
    package static let lifetime: Int64 = 180 * 86_400_000_000

    /// The ID of the thread.
    package let threadID: Int64
    /// The last day on which it is valid, as days since 1970, UTC.
    package let lastDay: Int64
    private let participantMark: [UInt8]
    private let secret: [UInt8]

    private static let dayLength: Int64 = 86_400_000_000
    private static let sizeInBytes = 20
    private static let signedSizeInBytes = 11
    private static let participantSizeInBytes = 3

    /// Returns the token for a message to `participant` (a folded address) in a thread.
    ///
    /// Equal arguments give equal tokens; of `now` (microseconds since 1970, UTC) only the day is
    /// used.
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

    /// Verifies a token; returns nil if it is malformed, was altered, or belongs to another
    /// mailbox.
    ///
    /// An expired token is accepted here; check ``isExpired(at:)``.
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

    /// Returns whether the last day is over at `now`, in microseconds since 1970, UTC.
    package func isExpired(at now: Int64) -> Bool { now / Self.dayLength > lastDay }

    /// Returns whether the token was made for a participant, given as a folded address.
    package func isFor(_ participant: String) -> Bool {
        Self.mark(of: participant, secret: secret) == participantMark
    }

    /// Returns whether a text has the form of a token; if not, the keys need not be read.
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
