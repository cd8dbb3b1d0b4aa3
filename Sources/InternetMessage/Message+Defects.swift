// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Message {
    /// Returns `defects` and those that only decoding shows: undecodable bytes, values past a
    /// limit.
    ///
    /// All parts are checked, including those of embedded messages. The cost is that of decoding
    /// all of them once or twice.
    ///
    /// - Returns: Structural defects first, then the others part by part; at most
    ///   `Limits.defectCount`.
    public func findDefects() -> [Defect] {
        var finder = DefectFinder(storage)
        var current: Int? = 0
        while let index = current, finder.found.count < storage.limits.defectCount {
            finder.check(Part(storage: storage, index: index))
            current = storage.node(after: index, skippingChildren: false)
        }
        return Array(finder.found.prefix(storage.limits.defectCount))
    }
}

/// Decodes all values to find defects.
private struct DefectFinder {
    private(set) var found: [Defect]
    private let storage: MessageStorage

    init(_ storage: MessageStorage) {
        self.storage = storage
        found = storage.defects
    }

    mutating func check(_ part: Part) {
        let node = storage.nodes[part.index]
        let isMessage = node.parent < 0 || storage.nodes[Int(node.parent)].kind == .message
        if isMessage { check(part.header) }
        checkMIMEFields(part.header)
        if part.hasTooManyParameters { note(.tooManyParameters, at: node, node.contentType) }
        if part.hasUnknownTransferEncoding {
            note(.unknownTransferEncoding, at: node, node.transferEncoding)
        }
        guard part.isLeaf else { return }
        let encoding = part.transferEncoding
        if encoding == .base64 {
            let isWhole = encoding.forEachPiece(
                storage.buffers[Int(node.buffer)], part.bodyRange, { _, _ in })
            if !isWhole { note(.damagedEncoding, at: node.bodyStart) }
        }
        let type = part.contentType
        guard type.type == "text" else { return }
        let decoded = part.decodedText()
        if decoded.isGuessed { note(.unknownCharset, at: node.bodyStart) }
        if decoded.lostCharacterCount > 0 { note(.undecodableText, at: node.bodyStart) }
        if type.subtype == "html", decoded.text.utf8.count > storage.limits.readableHTMLBytes {
            note(.tooMuchHTML, at: node.bodyStart)
        }
    }

    /// The fields that may occur at most once (RFC 5322 section 3.6).
    private static let single = [
        "date", "from", "sender", "reply-to", "to", "cc", "bcc", "message-id", "in-reply-to",
        "references", "subject",
    ]

    /// The fields of a part that may occur at most once (RFC 2045 section 3, RFC 2183 section 2).
    private static let singleInPart = [
        "mime-version", "content-type", "content-transfer-encoding", "content-disposition",
        "content-id", "content-description",
    ]

    private mutating func checkMIMEFields(_ header: Header) {
        var seen: Set<String> = []
        for field in header.fields where found.count < storage.limits.defectCount {
            let name = field.name.lowercased()
            guard Self.singleInPart.contains(name), !seen.insert(name).inserted else { continue }
            note(.repeatedField, at: field.fieldRange.lowerBound)
        }
    }

    private mutating func check(_ header: Header) {
        var seen: Set<String> = []
        for field in header.fields where found.count < storage.limits.defectCount {
            let name = field.name.lowercased()
            let value = field.rawValue
            if !CharacterSet.isValidUTF8(value) {
                note(.unknownCharset, at: field.valueRange.lowerBound)
            }
            guard Self.single.contains(name) else { continue }
            let start = field.fieldRange.lowerBound
            if !seen.insert(name).inserted { note(.repeatedField, at: start) }
            switch name {
            case "date":
                if DateTime.parse(value) == nil { note(.unreadableDate, at: start) }
            case "message-id", "in-reply-to", "references":
                let limit = storage.limits.identifierCount
                let count = MessageIdentifiers.list(value, limit: limit + 1).count
                if count > limit { note(.tooManyIdentifiers, at: start) }
            case "subject":
                if field.unstructured().unicodeScalars.contains("\u{FFFD}") {
                    note(.undecodableText, at: start)
                }
            default: lookAtAddresses(field, value)
            }
        }
    }

    private mutating func lookAtAddresses(_ field: HeaderField, _ value: [UInt8]) {
        var limits = storage.limits
        limits.addressCount += 1
        let addresses = Address.list(
            parsing: value, limits: limits, fallback: storage.headerCharacterSet)
        if addresses.count == limits.addressCount {
            note(.tooManyAddresses, at: field.fieldRange.lowerBound)
        }
        let isLost = addresses.contains {
            $0.displayName?.unicodeScalars.contains("\u{FFFD}") == true
        }
        if isLost { note(.undecodableText, at: field.fieldRange.lowerBound) }
    }

    private mutating func note(_ kind: Defect.Kind, at node: PartNode, _ field: Int32) {
        note(kind, at: field >= 0 ? storage.fields[Int(field)].start : node.bodyStart)
    }

    private mutating func note(_ kind: Defect.Kind, at offset: Int) {
        found.append(Defect(kind: kind, offset: offset))
    }
}
