// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Part {
    /// The Content-ID without angle brackets (RFC 2392 section 2); nil if there is none.
    public var contentID: String? { header.first("Content-ID")?.messageIDs().first }
}

extension Message {
    /// Returns the part that a `cid:` or `mid:` URL refers to (RFC 2392 section 2); nil if none.
    ///
    ///     cid-url = "cid" ":" content-id        ; percent-encoded
    ///     mid-url = "mid" ":" message-id "/" content-id
    ///
    /// - Parameter url: The URL as in the HTML, with its scheme in upper or lower case.
    /// - Returns: The first part with this Content-ID, not counting parts of embedded messages.
    public func part(forURL url: String) -> Part? {
        let bytes = Array(url.utf8)
        guard bytes.count > 4 else { return nil }
        var start = 4
        if bytes.span.hasIgnoringCase("mid:", at: 0) {
            guard let slash = bytes.lastIndex(of: ASCII.slash),
                String(decoding: bytes[4..<slash].percentDecoded, as: UTF8.self) == messageID
            else { return nil }
            start = slash + 1
        } else if !bytes.span.hasIgnoringCase("cid:", at: 0) {
            return nil
        }
        let identifier = String(decoding: bytes[start...].percentDecoded, as: UTF8.self)
        var found: Part?
        forEachPart { part in
            if part.contentID == identifier { found = part }
            return found == nil
        }
        return found
    }

    /// The parts that the HTML refers to by Content-ID: inline images.
    ///
    /// A part is included if `cid:` and its identifier occur anywhere in the HTML. The parts are in
    /// the order of the message; without HTML the list is empty.
    public var inlineParts: [Part] {
        guard let html else { return [] }
        let used = Self.identifiers(in: Array(html.utf8))
        guard !used.isEmpty else { return [] }
        var found: [Part] = []
        forEachPart { part in
            if let identifier = part.contentID, used.contains(identifier) { found.append(part) }
            return true
        }
        return found
    }

    /// Finds the text after each `cid:` up to a quote, blank or bracket, with percent-encoding
    /// decoded.
    private static func identifiers(in html: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var index = 0
        while index + 4 < html.count {
            guard html[index] | 0x20 == 0x63, html.span.hasIgnoringCase("cid:", at: index) else {
                index += 1
                continue
            }
            let start = index + 4
            index = start
            while index < html.count, html[index] > ASCII.space, html[index] != ASCII.quote,
                html[index] != ASCII.apostrophe, html[index] != ASCII.greater,
                html[index] != ASCII.rightParenthesis
            {
                index += 1
            }
            let value = HTMLEntities.decode(Array(html[start..<index]))
            found.insert(String(decoding: value[...].percentDecoded, as: UTF8.self))
        }
        return found
    }
}
