// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A message that becomes a part of another one (message/rfc822, RFC 2046 section 5.2.1).
///
/// Many programs cannot read such a part in base64, so the parts inside it are encoded instead.
struct EmbeddedMessage {
    private let message: Message
    /// The position after a leading mbox line.
    private let start: Int

    init(_ bytes: [UInt8]) {
        message = Message(bytes)
        start = message.mboxFromLine?.upperBound ?? 0
    }

    /// The message without a leading mbox line.
    var bytes: [UInt8] { Array(message.bytes[start...]) }

    /// Makes the lines to send: 7bit data if possible, else 8bit data.
    ///
    /// - Parameter allowsEightBits: Whether 8bit data is as good as 7bit data.
    /// - Returns: The lines, each with a line feed; nil if the header cannot be sent as either.
    func lines(allowsEightBits: Bool) -> [UInt8]? {
        let plain = MessageComposer.withoutReturns(bytes)
        let isShort = plain.map { MessageComposer.canTravelInEightBits($0) } ?? false
        if let plain, isShort, allowsEightBits || MessageComposer.canTravelAsIs(plain) {
            return plain
        }
        let encoded = MessageComposer.withoutReturns(self.encoded())
        if let encoded, MessageComposer.canTravelAsIs(encoded) { return encoded }
        // Where eight bits must stay, nothing needs to be changed.
        if isShort { return plain }
        guard let encoded, MessageComposer.canTravelInEightBits(encoded) else { return nil }
        return encoded
    }

    /// A replacement of a range of bytes.
    private struct Edit {
        let range: Range<Int>
        let bytes: [UInt8]
    }

    /// Returns the message with each part encoded that is not 7bit data, except those whose
    /// signature would break.
    private func encoded() -> [UInt8] {
        let storage = message.storage
        var edits: [Edit] = []
        var current: Int? = 0
        while let index = current {
            let part = Part(storage: storage, index: index)
            let node = storage.nodes[index]
            // An embedded message that was decoded is not in these bytes.
            let isElsewhere = node.buffer != 0
            let isSigned = part.isMultipart && part.contentType.subtype == "signed"
            if !isElsewhere, !isSigned { edits += self.edits(of: part, node) }
            current = storage.node(after: index, skippingChildren: isElsewhere || isSigned)
        }
        let bytes = storage.buffers[0]
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2)
        var position = start
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
        where edit.range.lowerBound >= position {
            output += bytes[position..<edit.range.lowerBound]
            output += edit.bytes
            position = edit.range.upperBound
        }
        return output + bytes[position...]
    }

    private func edits(of part: Part, _ node: PartNode) -> [Edit] {
        guard node.kind == .leaf else { return fieldOfContainer(part, node).map { [$0] } ?? [] }
        let bytes = message.storage.buffers[0]
        let body = Array(bytes[node.bodyStart..<node.bodyEnd])
        let lines = MessageComposer.withoutReturns(body)
        if let lines, MessageComposer.canTravelAsIs(lines) { return [] }
        // A part with an encoding of its own is damaged; it stays as it is.
        guard part.transferEncoding == .identity, !part.hasUnknownTransferEncoding,
            let room = fieldEdit(part, node)
        else { return [] }
        var encoding = "base64"
        var content = MessageComposer.wrappedBase64(body)
        if part.contentType.type == "text", let lines {
            let quoted = MessageComposer.quotedPrintable(lines)
            if quoted.count <= content.count { (encoding, content) = ("quoted-printable", quoted) }
        }
        return [
            Edit(range: room.range, bytes: room.before + Self.field(encoding) + room.after),
            Edit(range: node.bodyStart..<node.bodyEnd, bytes: content),
        ]
    }

    private static func field(_ encoding: String) -> [UInt8] {
        Array("Content-Transfer-Encoding: \(encoding)".utf8)
    }

    /// Returns the correction of a multipart or message that declares eight bits, which its parts
    /// no longer have.
    private func fieldOfContainer(_ part: Part, _ node: PartNode) -> Edit? {
        guard node.kind == .multipart || node.kind == .message, node.transferEncoding >= 0,
            ["8bit", "binary"].contains(
                part.header.field(at: Int(node.transferEncoding)).firstToken())
        else { return nil }
        let field = message.storage.fields[Int(node.transferEncoding)]
        return Edit(range: field.start..<field.valueEnd, bytes: Self.field("7bit"))
    }

    /// Returns where the field of a part's transfer encoding is written, and what stands around it.
    ///
    /// Returns nil if the part has no field and no empty line before its body.
    private func fieldEdit(
        _ part: Part, _ node: PartNode
    ) -> (range: Range<Int>, before: [UInt8], after: [UInt8])? {
        if node.transferEncoding >= 0 {
            let field = message.storage.fields[Int(node.transferEncoding)]
            return (field.start..<field.valueEnd, [], [])
        }
        let isMessage =
            node.parent < 0 || message.storage.nodes[Int(node.parent)].kind == .message
        let version = Array("MIME-Version: 1.0\n".utf8)
        let before = isMessage && part.header.first("MIME-Version") == nil ? version : []
        if node.firstField < node.endField {
            let start = message.storage.fields[Int(node.firstField)].start
            return (start..<start, before, [0x0A])
        }
        let bytes = message.storage.buffers[0]
        guard node.bodyStart > start, bytes[node.bodyStart - 1] == ASCII.lineFeed else {
            return nil
        }
        let isPair =
            node.bodyStart - 1 > start && bytes[node.bodyStart - 2] == ASCII.carriageReturn
        let end = node.bodyStart - (isPair ? 2 : 1)
        return (end..<end, before, [0x0A])
    }
}
