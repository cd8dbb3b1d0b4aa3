// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A Received field: the trace record of one server (RFC 5321 section 4.4).
///
///     Received: from client.example (mail.client.example [192.0.2.1])
///         by mx.example.org (Postfix) with ESMTPS id 4B21C; Sun, 22 Nov 2026 13:49:28 +0000
///
/// Only the fields added by the recipient's own servers can be trusted.
public struct ReceivedField: Sendable, Hashable {
    /// The name that the client gave; nil without `from`.
    public let from: String?
    /// The server's comments about the client, without parentheses.
    public let fromComments: [String]
    /// The client's network address from the server, in brackets or alone in a comment.
    public let fromAddress: String?
    /// The server that wrote the field; nil without `by`.
    public let by: String?
    /// The kind of link, rarely used; nil without `via`.
    public let via: String?
    /// The protocol, such as `ESMTPS` (RFC 3848); nil without `with`.
    public let with: String?
    /// The server's ID of the message; nil without `id`.
    public let id: String?
    /// The recipient, if the server records it; nil without `for`.
    public let recipient: Address?
    /// The time, in seconds since 1970; nil if it cannot be parsed.
    public let date: Int64?

    //     Stamp = From-domain By-domain Opt-info [CFWS] ";" FWS date-time
    /// Parses the value of a Received field; missing or invalid clauses are nil.
    ///
    /// - Parameter bytes: The raw bytes of the value, folded or not.
    public init(_ bytes: [UInt8]) {
        var clauses: [String: [UInt8]] = [:]
        var comments: [String] = []
        var current = ""
        var scanner = StructuredScanner(bytes, 0..<bytes.count)
        while true {
            scanner.skipBlanks()
            guard let byte = scanner.current, byte != ASCII.semicolon else { break }
            if byte == ASCII.leftParenthesis {
                guard let inside = scanner.takeComment() else {
                    scanner.position += 1
                    continue
                }
                if current == "from", comments.count < FixedLimits.receivedCommentCount {
                    comments.append(ReportValue.text(Array(bytes[inside])))
                }
                continue
            }
            let word = Self.takeWord(&scanner)
            let name = bytes.span.lowercased(word)
            // A repeated clause name is part of the previous clause, because a host may have such a
            // name.
            if Self.clauses.contains(name), clauses[name] == nil {
                current = name
                clauses[name] = []
            } else if !current.isEmpty {
                let isFirst = clauses[current]?.isEmpty ?? true
                clauses[current, default: []] += (isFirst ? [] : [ASCII.space]) + bytes[word]
            }
        }
        func text(_ name: String) -> String? {
            guard let value = clauses[name], !value.isEmpty else { return nil }
            return ReportValue.text(value)
        }
        from = text("from")
        fromComments = comments
        fromAddress = ([from ?? ""] + comments).lazy.compactMap(Self.networkAddress).first
        by = text("by")
        via = text("via")
        with = text("with")
        id = text("id").map { id in
            id.hasPrefix("<") && id.hasSuffix(">") ? String(id.dropFirst().dropLast()) : id
        }
        recipient = clauses["for"].flatMap { Address.list(parsing: $0).first }
        date = scanner.isAtEnd ? nil : DateTime.parse(Array(bytes[(scanner.position + 1)...]))
    }

    private static let clauses: Set<String> = ["from", "by", "via", "with", "id", "for"]

    private static func takeWord(_ scanner: inout StructuredScanner) -> Range<Int> {
        let start = scanner.position
        while let byte = scanner.current, !byte.isBlankOrLineEnd, byte != ASCII.semicolon,
            byte != ASCII.leftParenthesis
        {
            if byte != ASCII.quote || scanner.takeQuotedString() == nil { scanner.position += 1 }
        }
        return start..<scanner.position
    }

    /// Returns the text in brackets, without `IPv6:`, or the complete text if it is an address.
    private static func networkAddress(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        var inside = bytes[...]
        if let open = bytes.firstIndex(of: ASCII.leftBracket),
            let close = bytes[open...].firstIndex(of: ASCII.rightBracket)
        {
            inside = bytes[(open + 1)..<close]
            if inside.count > 5, Array(inside).span.hasIgnoringCase("ipv6:", at: 0) {
                inside = inside.dropFirst(5)
            }
        }
        let dots = inside.count { $0 == ASCII.dot }
        let colons = inside.count { $0 == ASCII.colon }
        let isAddress =
            inside.count <= 45 && (colons >= 2 || dots == 3 && colons == 0)
            && inside.allSatisfy {
                ($0.hexadecimalValue != nil && (colons > 0 || $0.isDigit)) || $0 == ASCII.dot
                    || $0 == ASCII.colon
            }
        return isAddress ? String(decoding: inside, as: UTF8.self) : nil
    }
}

extension Message {
    /// The Received fields, topmost first: that of the last server comes first.
    public var received: [ReceivedField] {
        header.all("Received").map { ReceivedField($0.rawValue) }
    }
}
