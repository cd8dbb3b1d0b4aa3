// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Synchronization

/// The parsed message: its bytes, header fields and parts.
///
/// Messages, parts and header fields are views of this object, so that they cost nothing until a
/// value is read.
final class MessageStorage: Sendable {
    /// The bytes that were parsed: the message, then each decoded embedded message.
    ///
    /// In a message with only CR line endings each CR is an LF here; offsets are the same.
    let buffers: [[UInt8]]
    let fields: [FieldRanges]
    let nodes: [PartNode]
    let defects: [Defect]
    let limits: Limits
    /// The result of ``headerCharacterSet()``; nil before the first call.
    private let rawCharacterSet = Mutex<CharacterSet?>(nil)
    /// The result of ``partRoles()``; nil before the first call.
    private let knownRoles = Mutex<PartRoles?>(nil)
    /// The result of ``mayHaveUUEncodedFiles()``; nil before the first call.
    private let knownUUEncoding = Mutex<Bool?>(nil)

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

    /// Returns the next node in the order of the message, optionally without the children of this
    /// one.
    func node(after index: Int, skippingChildren: Bool) -> Int? {
        if !skippingChildren, nodes[index].firstChild >= 0 { return Int(nodes[index].firstChild) }
        var current = index
        while current >= 0 {
            if nodes[current].nextSibling >= 0 { return Int(nodes[current].nextSibling) }
            current = Int(nodes[current].parent)
        }
        return nil
    }

    /// Returns what each part is for its reader.
    func partRoles() -> PartRoles {
        // The result is kept, because a delivery asks several times.
        if let known = knownRoles.withLock({ $0 }) { return known }
        let found = PartRoles(self)
        knownRoles.withLock { $0 = found }
        return found
    }

    /// Returns whether a line of a plain text begins like a file in uuencode.
    func mayHaveUUEncodedFiles() -> Bool {
        if let known = knownUUEncoding.withLock({ $0 }) { return known }
        let roles = partRoles().roles
        let found = roles.indices.contains {
            roles[$0].isPlainText && Part(storage: self, index: $0).mayHaveUUEncodedFiles()
        }
        knownUUEncoding.withLock { $0 = found }
        return found
    }

    /// Returns the charset for raw 8-bit bytes in header fields that are not UTF-8.
    ///
    /// This is the charset of the first text part, else windows-1252.
    func headerCharacterSet() -> CharacterSet {
        // The result is kept, because each field with raw bytes needs it.
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
                if part.contentType.type == "text" {
                    let set = part.characterSetForHeader
                    return set == .ascii || set == .utf8 ? .windows1252 : set
                }
            }
            current = node(after: index, skippingChildren: false)
        }
        return .windows1252
    }
}

/// The ranges of a header field in its buffer.
struct FieldRanges: Sendable {
    /// The first byte of the name.
    var start: Int
    /// The position after the name.
    var nameEnd: Int
    /// The first byte of the value, after the colon.
    var valueStart: Int
    /// The position after the value, before its line ending.
    var valueEnd: Int
    /// The position after the line ending.
    var end: Int
}

/// A part in the parser's result.
struct PartNode: Sendable {
    enum Kind: Sendable {
        case leaf
        case multipart
        /// message/rfc822 or message/global: its child is the embedded message.
        case message
        /// Another message type: neither parsed nor a leaf.
        case otherMessage
        /// A multipart that cannot be parsed; its body is treated as text/plain.
        case brokenMultipart
    }

    var kind = Kind.leaf
    /// Whether the part is directly inside a multipart/digest.
    var isDigestMember = false
    var buffer: Int32
    var parent: Int32
    var firstChild: Int32 = -1
    var lastChild: Int32 = -1
    var nextSibling: Int32 = -1
    /// The indices of the first fields with these names; -1 if there is none.
    var contentType: Int32 = -1
    var disposition: Int32 = -1
    var transferEncoding: Int32 = -1
    var firstField: Int32
    var endField: Int32 = 0
    var bodyStart: Int = 0
    var bodyEnd: Int = 0
}
