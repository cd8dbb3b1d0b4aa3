// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The envelope sender as recorded by the last server: Return-Path (RFC 5321 section 4.4).
public enum ReturnPath: Sendable, Hashable {
    /// `<>`: the message is a report, to which no report may be sent.
    ///
    /// sendmail and Postfix's pipe(8) write `<MAILER-DAEMON>` for it.
    case null
    /// The sender's address.
    case address(Address)

    //     Return-path-line = "Return-Path:" FWS Reverse-path <CRLF>
    /// Parses the value of a Return-Path field; returns nil if it is neither the null sender nor an
    /// address.
    ///
    /// - Parameter bytes: The raw bytes of the value.
    public init?(_ bytes: [UInt8]) {
        var inside = bytes.filter { !$0.isBlankOrLineEnd }[...]
        let hasBrackets = inside.first == ASCII.less && inside.last == ASCII.greater
        if hasBrackets { inside = inside.dropFirst().dropLast() }
        if hasBrackets && inside.isEmpty || Array(inside).span.equalsIgnoringCase("MAILER-DAEMON") {
            self = .null
        } else if let address = Address.list(parsing: bytes).first {
            self = .address(address)
        } else {
            return nil
        }
    }
}

extension Message {
    /// The topmost Return-Path field, which the last server added; nil if there is none.
    public var returnPath: ReturnPath? {
        header.first("Return-Path").flatMap { ReturnPath($0.rawValue) }
    }
}
