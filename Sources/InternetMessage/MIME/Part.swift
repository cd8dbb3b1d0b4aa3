// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A part of a message: the message itself, a member of a multipart, or an embedded message.
///
/// A part is a view of the message. Bodies are decoded again on each access.
public struct Part: Sendable {
    let storage: MessageStorage
    let index: Int

    private var node: PartNode { storage.nodes[index] }

    /// The header fields of the part itself.
    public var header: Header {
        let node = node
        return Header(
            storage: storage, buffer: Int(node.buffer),
            range: Int(node.firstField)..<Int(node.endField))
    }

    /// The content type (RFC 2045 section 5); text/plain if it is missing or invalid.
    ///
    /// A part without a type directly inside multipart/digest is message/rfc822 (RFC 2046 section
    /// 5.1.5).
    public var contentType: ContentType {
        let node = node
        if node.contentType < 0 {
            return node.isDigestMember
                ? ContentType("message", "rfc822") : ContentType("text", "plain")
        }
        let field = storage.fields[Int(node.contentType)]
        return ContentType(
            storage.buffers[Int(node.buffer)], field.valueStart..<field.valueEnd, storage: storage)
            ?? ContentType("text", "plain")
    }

    /// The direct subparts in order; for message/rfc822 the embedded message.
    public var children: [Part] {
        var found: [Part] = []
        var child = node.firstChild
        while child >= 0 {
            found.append(Part(storage: storage, index: Int(child)))
            child = storage.nodes[Int(child)].nextSibling
        }
        return found
    }

    /// The attached message: that of a message/rfc822 or message/global part; nil for other parts.
    ///
    /// It is parsed again on each access.
    public var message: Message? {
        guard ["message/rfc822", "message/global"].contains(contentType.name) else { return nil }
        return Message(decodedBody(), limits: storage.limits)
    }

    /// Whether the type is `multipart/*`.
    public var isMultipart: Bool { node.kind == .multipart || node.kind == .brokenMultipart }

    /// Whether the type is `message/*`.
    public var isMessage: Bool { node.kind == .message || node.kind == .otherMessage }

    /// Whether the part is neither a multipart nor a message.
    public var isLeaf: Bool { node.kind == .leaf }

    /// The range of the body before transfer decoding, with offsets as in `HeaderField`.
    public var bodyRange: Range<Int> { node.bodyStart..<node.bodyEnd }

    /// The disposition in lower case (RFC 2183), such as `attachment`; nil if there is none.
    public var disposition: String? {
        guard node.disposition >= 0, hasDispositionType else { return nil }
        let token = header.field(at: Int(node.disposition)).firstToken()
        return token.isEmpty ? nil : token
    }

    /// The decoded file name from Content-Disposition (RFC 2183 section 2.3), else the name from
    /// Content-Type; nil if there is none.
    public var fileName: String? {
        let name = dispositionParameters?.string(
            "filename", fallback: storage.headerCharacterSet())
        if let name = name?.trimmingBlanks(), !name.isEmpty { return name }
        guard node.contentType >= 0, let name = contentType.parameter("name")?.trimmingBlanks()
        else { return nil }
        return name.isEmpty ? nil : name
    }

    /// Whether there is a file name, even a blank one.
    func hasFileName(_ type: ContentType) -> Bool {
        if dispositionParameters?.bytes("filename")?.isEmpty == false { return true }
        return type.hasParameter("name")
    }

    private var dispositionParameters: Parameters? {
        let node = node
        guard node.disposition >= 0 else { return nil }
        let field = storage.fields[Int(node.disposition)]
        let bytes = storage.buffers[Int(node.buffer)]
        var scanner = StructuredScanner(bytes, field.valueStart..<field.valueEnd)
        scanner.skipCommentsAndBlanks()
        if hasDispositionType { _ = scanner.takeToken() }
        return Parameters(bytes, scanner.position..<field.valueEnd, limits: storage.limits)
    }

    /// Whether Content-Disposition begins with a type instead of a parameter.
    private var hasDispositionType: Bool {
        let field = storage.fields[Int(node.disposition)]
        var scanner = StructuredScanner(
            storage.buffers[Int(node.buffer)], field.valueStart..<field.valueEnd)
        scanner.skipCommentsAndBlanks()
        _ = scanner.takeToken()
        scanner.skipCommentsAndBlanks()
        return scanner.current != ASCII.equals
    }

    /// Whether a field has more parameters than the parser reads.
    var hasTooManyParameters: Bool {
        contentType.hasTooManyParameters || dispositionParameters?.isCut == true
    }

    /// Whether the transfer encoding is specified but unknown.
    var hasUnknownTransferEncoding: Bool {
        guard node.transferEncoding >= 0, transferEncoding == .identity else { return false }
        let word = header.field(at: Int(node.transferEncoding)).firstToken()
        return !["7bit", "8bit", "binary", ""].contains(word)
    }

    var transferEncoding: TransferEncoding {
        let node = node
        guard node.transferEncoding >= 0 else { return .identity }
        let field = storage.fields[Int(node.transferEncoding)]
        return TransferEncoding(
            storage.buffers[Int(node.buffer)], field.valueStart..<field.valueEnd)
    }

    /// Returns the body after transfer decoding (RFC 2045 section 6), with its original line
    /// endings.
    public func decodedBody() -> [UInt8] {
        decodedBody(limitInBytes: Int.max)
    }

    /// Returns the decoded beginning of the body.
    ///
    /// - Parameter limitInBytes: The maximum number of bytes to read, before decoding.
    /// - Returns: The decoded bytes.
    func decodedBody(limitInBytes: Int) -> [UInt8] {
        let node = node
        let end = node.bodyStart + min(max(0, limitInBytes), node.bodyEnd - node.bodyStart)
        let bytes = storage.buffers[Int(node.buffer)]
        return transferEncoding.decode(bytes, node.bodyStart..<end)
    }

    /// Returns the body as text: transfer encoding and charset decoded, LF line endings, no byte
    /// order mark.
    ///
    /// The function is meant for text parts; other parts are decoded with their declared charset.
    public func text() -> String {
        text(limitInBytes: Int.max)
    }

    func text(limitInBytes: Int) -> String {
        decode(limitInBytes: limitInBytes).text
    }

    /// The text subtype with which a body part is shown.
    var bodySubtype: String { isMultipart ? "plain" : contentType.subtype }

    /// Whether the part is a text for display in itself, whatever other parts the message has.
    ///
    /// A body part is a text/plain or text/html leaf without the disposition `attachment` and
    /// without a file name. The root may have a file name. A multipart that cannot be parsed is
    /// also shown as text, so that its content is not lost.
    var isBodyPart: Bool {
        let node = node
        guard node.kind != .brokenMultipart else {
            let bytes = storage.buffers[Int(node.buffer)]
            return !bytes.span.trimmed(node.bodyStart..<node.bodyEnd).isEmpty
        }
        guard node.kind == .leaf else { return false }
        let type = contentType
        guard type.type == "text", type.subtype == "plain" || type.subtype == "html" else {
            return false
        }
        if disposition == "attachment" { return false }
        return index == 0 || !hasFileName(type)
    }
}
