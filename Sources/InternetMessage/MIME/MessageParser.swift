// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Parses the structure of a message in one pass over its lines.
///
/// The parser departs from RFC 2046 where real mail requires it. A delimiter belongs to the
/// innermost open multipart that uses it, so that an inner multipart may use the boundary of the
/// outer one. A delimiter of an outer multipart ends inner ones that were not closed. An embedded
/// message may be encoded in base64.
struct MessageParser {
    /// A part whose end has not been reached yet.
    struct OpenPart {
        var node: Int
        /// The boundary; empty unless the part is a multipart.
        var boundary: [UInt8] = []
        var isDigest = false
        /// The transfer encoding of an embedded message, which is decoded when its end is known.
        var encoding = TransferEncoding.identity
    }

    /// An embedded message that was decoded into a separate buffer.
    struct WaitingMessage {
        var buffer: Int
        var parent: Int
        var depth: Int
    }

    /// The role of a line for the open multiparts.
    enum Delimiter {
        case none
        case next(open: Int)
        case close(open: Int)
    }

    let limits: Limits
    var buffers: [[UInt8]]
    var fields: [FieldRanges] = []
    var nodes: [PartNode] = []
    var defects: [Defect] = []
    var waiting: [WaitingMessage] = []
    var open: [OpenPart] = []
    /// The number of bytes of header fields read so far.
    var headerBytes = 0
    /// The number of open parts that have a boundary.
    var openBoundaries = 0
    /// The number of parts around the buffer that is being read.
    var outerDepth = 0

    /// Parses the message and returns its fields, parts and defects.
    static func parse(_ bytes: [UInt8], from start: Int, limits: Limits) -> MessageStorage {
        var parser = MessageParser(bytes, limits: limits)
        parser.parseBuffer(0, from: start, parent: -1, depth: 0)
        while let next = parser.waiting.popLast() {
            parser.parseBuffer(next.buffer, from: 0, parent: next.parent, depth: next.depth)
        }
        return MessageStorage(
            buffers: parser.buffers, fields: parser.fields, nodes: parser.nodes,
            defects: parser.defects, limits: limits)
    }

    private init(_ bytes: [UInt8], limits: Limits) {
        self.limits = limits
        buffers = [bytes]
        fields.reserveCapacity(48)
        nodes.reserveCapacity(8)
        if Self.endsLinesInCarriageReturns(bytes.span) {
            buffers[0] = bytes.map { $0 == ASCII.carriageReturn ? ASCII.lineFeed : $0 }
            note(.carriageReturnsOnly, at: 0)
        }
    }

    private static func endsLinesInCarriageReturns(_ bytes: Span<UInt8>) -> Bool {
        var isReturnSeen = false
        for index in bytes.indices {
            if bytes[index] == ASCII.lineFeed { return false }
            if bytes[index] == ASCII.carriageReturn { isReturnSeen = true }
        }
        return isReturnSeen
    }

    mutating func note(_ kind: Defect.Kind, at offset: Int) {
        if defects.count < limits.defectCount { defects.append(Defect(kind: kind, offset: offset)) }
    }

    // MARK: Lines

    private mutating func parseBuffer(_ buffer: Int, from start: Int, parent: Int, depth: Int) {
        let bytes = buffers[buffer]
        let span = bytes.span
        let end = span.count
        outerDepth = depth
        var position = beginPart(bytes, at: start, buffer: buffer, parent: parent, inDigest: false)
        // Each iteration begins at the start of a line.
        while position < end, openBoundaries > 0 {
            guard span[position] == ASCII.hyphen, end - position > 2,
                span[position + 1] == ASCII.hyphen
            else {
                position = Self.endOfLine(span, from: position)
                continue
            }
            let lineEnd = Self.endOfLine(span, from: position)
            let bodyEnd = Self.beforeLineEnd(span, of: position)
            switch delimiter(span, line: position..<lineEnd) {
            case .none:
                position = lineEnd
            case .next(let index):
                // Nothing follows this delimiter: it is a closing delimiter that lost its hyphens.
                if lineEnd == end {
                    closeParts(span, downTo: index + 1, at: bodyEnd)
                    position = end
                    break
                }
                if nodes.count >= limits.partCount {
                    note(.tooManyParts, at: position)
                    closeParts(span, downTo: 0, at: end)
                    return
                }
                closeParts(span, downTo: index + 1, at: bodyEnd)
                let owner = open[index]
                position = beginPart(
                    bytes, at: lineEnd, buffer: buffer, parent: owner.node, inDigest: owner.isDigest
                )
            case .close(let index):
                closeParts(span, downTo: index + 1, at: bodyEnd)
                nodes[open[index].node].bodyEnd = lineEnd
                open.removeLast()
                openBoundaries -= 1
                position = lineEnd
            }
        }
        closeParts(span, downTo: 0, at: end)
    }

    /// Returns the position after the line feed that ends the line, or the end of the buffer.
    static func endOfLine(_ span: Span<UInt8>, from start: Int) -> Int {
        let end = span.count
        let index = span.firstIndex(of: ASCII.lineFeed, from: start, to: end)
        return index < end ? index + 1 : end
    }

    /// Returns the end of the previous line without its line ending, which belongs to the
    /// delimiter.
    static func beforeLineEnd(_ span: Span<UInt8>, of line: Int) -> Int {
        guard line > 0, span[line - 1] == ASCII.lineFeed else { return line }
        guard line > 1, span[line - 2] == ASCII.carriageReturn else { return line - 1 }
        return line - 2
    }

    /// Returns the role of a line that begins with `--`; checks the innermost multipart first.
    func delimiter(_ span: Span<UInt8>, line: Range<Int>) -> Delimiter {
        let start = line.lowerBound + 2
        var end = line.upperBound
        while end > start, span[end - 1].isBlankOrLineEnd { end -= 1 }
        let length = end - start
        guard length > 0 else { return .none }
        var index = open.count
        while index > 0 {
            index -= 1
            let boundary = open[index].boundary
            let isClose = length == boundary.count + 2
            guard boundary.count > 0, isClose || length == boundary.count else { continue }
            if isClose, span[end - 1] != ASCII.hyphen || span[end - 2] != ASCII.hyphen { continue }
            var offset = 0
            while offset < boundary.count, span[start + offset] == boundary[offset] { offset += 1 }
            if offset == boundary.count {
                return isClose ? .close(open: index) : .next(open: index)
            }
        }
        return .none
    }

    /// Closes the open parts from this index on.
    private mutating func closeParts(_ span: Span<UInt8>, downTo index: Int, at end: Int) {
        while open.count > index {
            let part = open.removeLast()
            let bodyStart = nodes[part.node].bodyStart
            let bodyEnd = max(end, bodyStart)
            nodes[part.node].bodyEnd = bodyEnd
            if part.encoding != .identity {
                buffers.append(
                    part.encoding.decode(buffers[Int(nodes[part.node].buffer)], bodyStart..<bodyEnd)
                )
                waiting.append(
                    WaitingMessage(
                        buffer: buffers.count - 1, parent: part.node,
                        depth: outerDepth + open.count + 1))
            }
            guard !part.boundary.isEmpty else { continue }
            openBoundaries -= 1
            if nodes[part.node].firstChild < 0 {
                nodes[part.node].kind = .brokenMultipart
                note(.boundaryNeverComes, at: bodyStart)
            } else {
                note(.multipartNotClosed, at: end)
            }
        }
    }

    // MARK: Parts

    /// Reads the header of a part, and of the messages that begin directly inside it, and opens
    /// them.
    ///
    /// Returns the position where the body begins.
    private mutating func beginPart(
        _ bytes: [UInt8], at start: Int, buffer: Int, parent: Int, inDigest: Bool
    ) -> Int {
        let span = bytes.span
        var position = start
        var parent = parent
        var isDigestMember = inDigest
        while true {
            var node = PartNode(
                buffer: Int32(buffer), parent: Int32(parent), firstField: Int32(fields.count))
            node.isDigestMember = isDigestMember
            position = readHeader(span, at: position, isRoot: parent < 0, into: &node)
            node.endField = Int32(fields.count)
            node.bodyStart = position
            node.bodyEnd = span.count
            var part = OpenPart(node: nodes.count)
            classify(bytes, &node, &part)
            link(node, to: parent)
            open.append(part)
            if !part.boundary.isEmpty { openBoundaries += 1 }
            guard node.kind == .message, part.encoding == .identity else { return position }
            parent = part.node
            isDigestMember = false
        }
    }

    private mutating func link(_ node: PartNode, to parent: Int) {
        let index = Int32(nodes.count)
        nodes.append(node)
        guard parent >= 0 else { return }
        let last = Int(nodes[parent].lastChild)
        if last >= 0 {
            nodes[last].nextSibling = index
        } else {
            nodes[parent].firstChild = index
        }
        nodes[parent].lastChild = index
    }

    /// Determines the kind of a part, and the boundary of a multipart.
    private mutating func classify(
        _ bytes: [UInt8], _ node: inout PartNode, _ part: inout OpenPart
    ) {
        var type = "text/plain"
        var parameters: Parameters?
        if node.contentType >= 0 {
            let field = fields[Int(node.contentType)]
            guard let scanned = MediaType.scan(bytes, field.valueStart..<field.valueEnd) else {
                return
            }
            guard scanned.isComposite else { return }
            type = scanned.name
            parameters = Parameters(bytes, scanned.rest..<field.valueEnd, limits: limits)
        } else if node.isDigestMember {
            type = "message/rfc822"
        }
        let isTooDeep = outerDepth + open.count >= limits.depthInParts
        if type.hasPrefix("multipart/") {
            node.kind = .multipart
            var boundary = parameters?.bytes("boundary") ?? []
            while let last = boundary.last, last.isBlank { boundary.removeLast() }
            if boundary.isEmpty || boundary.count > limits.boundaryBytes {
                node.kind = .brokenMultipart
                note(.missingBoundary, at: node.bodyStart)
            } else if isTooDeep {
                node.kind = .leaf
                note(.tooDeep, at: node.bodyStart)
            } else {
                part.boundary = boundary
                part.isDigest = type == "multipart/digest"
            }
        } else if type == "message/rfc822" || type == "message/global" {
            if isTooDeep {
                node.kind = .otherMessage
                note(.tooDeep, at: node.bodyStart)
                return
            }
            node.kind = .message
            if node.transferEncoding >= 0 {
                let field = fields[Int(node.transferEncoding)]
                part.encoding = TransferEncoding(bytes, field.valueStart..<field.valueEnd)
            }
        } else if type.hasPrefix("message/") {
            node.kind = .otherMessage
        }
    }
}
