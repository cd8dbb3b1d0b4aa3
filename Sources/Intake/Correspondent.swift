// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Computes the key under which replies to one sender are counted.
enum Correspondent {
    /// Returns the folded address of the person to whom a reply of a mailbox goes, without
    /// extension (`+tag`).
    ///
    /// Rewriting by servers on the way is undone, so that the replies to each person behind a
    /// forwarder, or in a company that signs its senders, are counted separately. Another person's
    /// address in the local part (`news-17-ada=a.example@b.example`, VERP) replaces the address. If
    /// it is in the mailbox's own domain, it is the subscriber of a list, and says nothing about
    /// the sender: it is left out, with the numbers before it.
    ///
    /// `ada+caf_=support=example.com@gmail.com` forwards mail of anybody. It is kept unchanged, so
    /// that ada's own mail is counted separately.
    static func key(_ address: Address, of mailbox: Mailbox) -> String {
        let folded = address.beforeRewriting.folded
        guard let at = folded.utf8.lastIndex(of: UInt8(ascii: "@")),
            let equals = folded[..<at].utf8.firstIndex(of: UInt8(ascii: "="))
        else { return withoutTag(folded) }
        let local = Array(folded[..<at].utf8)
        if isGmailForward(local) { return folded }
        let host = folded[at...]
        guard let encoded = EncodedAddress(local) else {
            return withoutTag(String(folded[..<equals] + host))
        }
        guard AddressPattern.folded(mailbox.address).hasSuffix("@" + encoded.domain) else {
            return withoutTag(encoded.local + "@" + encoded.domain)
        }
        return (encoded.prefix.isEmpty ? encoded.local : encoded.prefix) + host
    }

    private static func withoutTag(_ folded: String) -> String {
        AddressPattern.withoutExtension(folded, delimiter: "+")
    }

    private static func isGmailForward(_ local: [UInt8]) -> Bool {
        let mark = Array("+caf_=".utf8)
        return local.indices.contains { local[$0...].starts(with: mark) }
    }
}

/// An address inside the local part of another one (VERP): `PREFIX-NUMBER-ada=a.example`, or with
/// `+` or `=` before it.
struct EncodedAddress {
    /// What comes before the address, without numbers, which change with each message, and without
    /// separators at its end.
    let prefix: String
    /// The local part of the address.
    let local: String
    /// The domain of the address.
    let domain: String

    /// Reads a folded local part; returns nil if it does not end in `=` and a domain.
    init?(_ text: [UInt8]) {
        guard let equals = text.lastIndex(of: UInt8(ascii: "=")), equals > 0,
            text[equals...].contains(UInt8(ascii: "."))
        else { return nil }
        let domain = String(decoding: text[(equals + 1)...], as: UTF8.self)
        let start = Self.start(in: text[..<equals])
        let local = String(decoding: text[start..<equals], as: UTF8.self)
        guard Address(localPart: local, domain: domain).isValidForEnvelope else { return nil }
        self.local = local
        self.domain = domain
        prefix = text[..<start].split(whereSeparator: Self.isSeparator)
            .filter { !$0.allSatisfy(Self.isDigit) }
            .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    }

    /// Returns where the address begins: after the first `+`, then after the first number between
    /// hyphens, or else after the last `=` or a word for bounces; otherwise at the beginning.
    private static func start(in text: ArraySlice<UInt8>) -> Int {
        var start = text.firstIndex(of: UInt8(ascii: "+")).map { $0 + 1 } ?? text.startIndex
        var word = start
        while let hyphen = text[word...].firstIndex(of: UInt8(ascii: "-")) {
            if hyphen > word, text[word..<hyphen].allSatisfy(isDigit) { return hyphen + 1 }
            if word == start,
                ["bounce", "bounces", "return"].contains(where: {
                    text[word..<hyphen].elementsEqual($0.utf8)
                })
            {
                start = hyphen + 1
            }
            word = hyphen + 1
        }
        return text[start...].lastIndex(of: UInt8(ascii: "=")).map { $0 + 1 } ?? start
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "=")
    }
}
