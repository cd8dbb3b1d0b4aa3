// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Synchronization

/// Everything that was found in a message: its bytes, header fields and parts.
///
/// Messages, parts and header fields are views of this one object, so that they cost nothing
/// until somebody asks for a value.
final class MessageStorage: Sendable {
    /// The bytes as they are read: the message, then each decoded embedded message.
    ///
    /// In a message whose lines end in CR alone each CR is an LF here; offsets are the same.
    let buffers: [[UInt8]]
    let fields: [FieldRanges]
    let nodes: [PartNode]
    let defects: [Defect]
    let limits: Limits
    /// What ``headerCharacterSet()`` found; nil before.
    private let rawCharacterSet = Mutex<CharacterSet?>(nil)

    init(
        buffers: [[UInt8]], fields: [FieldRanges], nodes: [PartNode], defects: [Defect],
        limits: Limits
    ) {
        self.buffers = buffers
        self.fields = fields
        self.nodes = nodes
        self.defects = defects
        self.limits = limits
    }

    /// The node after this one in the order of the message; without what is inside it if asked so.
    func node(after index: Int, skippingChildren: Bool) -> Int? {
        if !skippingChildren, nodes[index].firstChild >= 0 { return Int(nodes[index].firstChild) }
        var current = index
        while current >= 0 {
            if nodes[current].nextSibling >= 0 { return Int(nodes[current].nextSibling) }
            current = Int(nodes[current].parent)
        }
        return nil
    }

    /// The charset for raw 8-bit bytes in header fields that are no UTF-8: that of the first text
    /// part, else windows-1252.
    func headerCharacterSet() -> CharacterSet {
        // Each field with raw bytes asks.
        if let known = rawCharacterSet.withLock({ $0 }) { return known }
        let found = characterSetOfFirstText()
        rawCharacterSet.withLock { $0 = found }
        return found
    }

    private func characterSetOfFirstText() -> CharacterSet {
        var current: Int? = 0
        for _ in 0..<FixedLimits.charsetPartCount {
            guard let index = current else { break }
            let part = Part(storage: self, index: index)
            if part.isLeaf {
                let type = part.contentType
                if type.type == "text" {
                    let set = CharacterSet(label: type.parameter("charset"))
                    return set == .ascii || set == .utf8 ? .windows1252 : set
                }
            }
            current = node(after: index, skippingChildren: false)
        }
        return .windows1252
    }
}

/// Where a header field stands in its buffer.
struct FieldRanges: Sendable {
    /// The first byte of the name.
    var start: Int
    /// Past the last byte of the name.
    var nameEnd: Int
    /// The first byte of the value, past the colon.
    var valueStart: Int
    /// Past the last byte of the value, before its line end.
    var valueEnd: Int
    /// Past the line end.
    var end: Int
}

/// A part as the parser found it.
struct PartNode: Sendable {
    enum Kind: Sendable {
        case leaf
        case multipart
        /// message/rfc822 or message/global: its child is the embedded message.
        case message
        /// Another message type: neither opened nor a leaf.
        case otherMessage
        /// A multipart that can't be taken apart; its body counts as text/plain.
        case brokenMultipart
    }

    var kind = Kind.leaf
    /// Whether it stands directly inside a multipart/digest.
    var isDigestMember = false
    var buffer: Int32
    var parent: Int32
    var firstChild: Int32 = -1
    var lastChild: Int32 = -1
    var nextSibling: Int32 = -1
    /// Indices of the first fields of these names, -1 when there is none.
    var contentType: Int32 = -1
    var disposition: Int32 = -1
    var transferEncoding: Int32 = -1
    var firstField: Int32
    var endField: Int32 = 0
    var bodyStart: Int = 0
    var bodyEnd: Int = 0
}
