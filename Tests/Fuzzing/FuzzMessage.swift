// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Fuzzes the parser with complete messages and reads every property of the result.
enum FuzzMessage {
    /// The last byte selects the limits, so that any message is a useful input.
    static func parse(_ bytes: [UInt8]) {
        let isTight = (bytes.last ?? 0) & 1 == 1
        let message = Message(bytes, limits: isTight ? tight : .standard)
        require(message.bytes == bytes, "the bytes changed")
        for defect in message.defects { require(defect.offset >= 0, "offset \(defect.offset)") }
        use((message.mboxFromLine, message.structure, message.findDefects()))
        header(of: message)
        bodies(of: message)
        reports(of: message)
        var open = [message.root]
        var count = 0
        while let part = open.popLast() {
            count += 1
            look(at: part)
            open += part.children
        }
        // The message itself and the content of an embedded message are not counted.
        let limit = message.root.storage.limits.partCount
        require(count <= limit * 2 + 2, "\(count) parts")
    }

    /// Limits so small that inputs of a few hundred bytes exceed each of them.
    private static let tight: Limits = {
        var limits = Limits()
        limits.depthInParts = 2
        limits.partCount = 3
        limits.fieldCount = 6
        limits.headerBytes = 200
        limits.fieldBytes = 40
        limits.addressCount = 2
        limits.identifierCount = 2
        limits.parameterCount = 3
        limits.defectCount = 4
        limits.boundaryBytes = 10
        limits.fileNameBytes = 12
        limits.readableHTMLBytes = 64
        return limits
    }()

    private static func header(of message: Message) {
        use((message.messageID, message.subject, message.date, message.sender))
        use((message.from, message.replyTo, message.to, message.cc, message.bcc))
        use((message.resentTo, message.resentCc, message.inReplyTo, message.references))
    }

    private static func bodies(of message: Message) {
        use((message.hasHTML, message.html, message.firstPlainText))
        let text = message.bestText
        // A byte of a body becomes at most three bytes of text; in HTML a few more, because each
        // line may get the marker of a list or quotation. A winmail.dat is compressed.
        let attachments = message.attachments
        require(
            text.utf8.count <= message.bytes.count * 48 + 64
                || attachments.contains { $0.contentType.hasSuffix("ms-tnef") },
            "\(text.utf8.count) of text")
        use(message.bestText(limitInBytes: 20))
        var end = 0
        for span in TextSpan.spans(of: text) {
            require(span.range.lowerBound == end && !span.range.isEmpty, "a gap in the spans")
            end = span.range.upperBound
        }
        require(end == text.utf8.count, "the spans end early")
        for attachment in attachments {
            use((attachment.fileName, attachment.safeFileName, attachment.data()))
        }
        use(attachments.withUniqueFileNames().map(\.fileName))
        use((message.inlineParts.count, message.protections))
        if let inner = message.opaqueSignedMessage { use(inner.bestText) }
    }

    private static func reports(of message: Message) {
        use((message.deliveryStatus, message.dispositionNotification, message.mailingList))
        use((message.authenticationResults, message.autoSubmitted, message.received))
        use((message.returnPath, message.calendarInvitation))
    }

    private static func look(at part: Part) {
        let size = part.storage.buffers[Int(part.storage.nodes[part.index].buffer)].count
        let body = part.bodyRange
        require(0 <= body.lowerBound && body.upperBound <= size, "body \(body) of \(size)")
        for field in part.header.fields {
            let (whole, value) = (field.fieldRange, field.valueRange)
            require(whole.upperBound <= size, "field \(whole) of \(size)")
            require(
                whole.lowerBound < field.nameRange.upperBound
                    && field.nameRange.upperBound < value.lowerBound
                    && value.upperBound <= whole.upperBound, "value \(value) of \(whole)")
            use((field.name, field.unstructured(), field.firstToken()))
        }
        use((part.fileName, part.disposition, part.contentID, part.isFlowed))
        if part.isLeaf { use((part.decodedBody(), part.unwrappedText())) }
    }
}
