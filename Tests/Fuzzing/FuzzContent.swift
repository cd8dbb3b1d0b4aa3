// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Fuzzes the decoders of bodies and reports.
enum FuzzContent {
    /// Whether the C library decodes damaged text of a charset differently if it is split.
    ///
    /// The TSCII converter depends on earlier output, and the position of a broken pair in UTF-7
    /// depends on the start of the input.
    private static func dependsOnPieces(_ charset: CharacterSet) -> Bool {
        guard case .other(let name) = charset else { return false }
        // The C library accepts names with any other characters between and after the letters.
        let letters = name.filter { $0.isLetter || $0.isNumber }
        return letters.contains("tscii") || letters.contains("utf7")
    }

    /// The bytes up to the first line ending name the charset.
    static func charsets(_ input: [UInt8]) {
        let end = input.firstIndex(of: 0x0A) ?? input.count
        let label = String(decoding: input[..<end], as: UTF8.self)
        let bytes = Array(input[end...].dropFirst())
        let charset = CharacterSet(label: label)
        let text = charset.decode(bytes)
        require(text.utf8.count <= bytes.count * 12 + 16, "\(text.utf8.count) bytes of text")
        // Decoding in pieces must give the same text. A charset is guessed from the complete text.
        if charset != .ascii, !dependsOnPieces(charset), CharsetDecoder(charset).isKnown {
            let middle = bytes.count / 3 + Int(bytes.first ?? 0) % 3
            let pieces = [bytes.prefix(middle), bytes.dropFirst(middle)]
            var decoder = CharsetDecoder(charset)
            var output: [UInt8] = []
            decoder.append(pieces[0], isLast: false, to: &output)
            decoder.append(pieces[1], isLast: true, to: &output)
            require(String(decoding: output, as: UTF8.self) == text, "\(charset) in pieces")
        }
        for encoding in [TransferEncoding.base64, .quotedPrintable, .uuencode] {
            let decoded = encoding.decode(bytes, 0..<bytes.count)
            require(decoded.count <= bytes.count + 64, "\(decoded.count) bytes")
        }
    }

    static func tnef(_ input: [UInt8]) {
        if let rtf = CompressedRTF.decompress(input[...], limitInBytes: 100_000) {
            require(rtf.count <= 100_000 && rtf.count <= input.count * 9, "\(rtf.count) of RTF")
        }
        use(RTFText(input).text)
        guard let message = TNEFMessage(input) else { return }
        use((message.subject, message.messageClass, message.text, message.html))
        for attachment in message.attachments {
            require(attachment.data.count <= input.count, "\(attachment.data.count) bytes")
            if attachment.isMessage { use(TNEFMessage(Array(attachment.data))?.attachments.count) }
        }
    }

    static func html(_ input: [UInt8]) {
        use(HTMLCharset.find(in: input))
        let html = String(decoding: input, as: UTF8.self)
        let text = HTMLText.readable(html, limitInBytes: Int.max)
        require(text.utf8.count <= html.utf8.count * 48 + 64, "\(text.utf8.count) of text")
        require(
            !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" },
            "control characters")
        use(HTMLEntities.decode(input))
    }

    static func text(_ input: [UInt8]) {
        let text = String(decoding: input, as: UTF8.self)
        var end = 0
        for span in TextSpan.spans(of: text) {
            require(span.range.lowerBound == end && !span.range.isEmpty, "a gap in the spans")
            end = span.range.upperBound
        }
        require(end == text.utf8.count, "the spans end early")
        use(TextSpan.newText(of: text))
        for deletesSpace in [false, true] {
            use(FlowedText.unwrapped(text, deletesSpace: deletesSpace))
        }
        var last = 0
        for file in UUEncodedFile.list(in: input) {
            require(last <= file.range.lowerBound && file.range.upperBound <= input.count, "range")
            last = file.range.upperBound
        }
        use((ArmoredText.signedText(in: text), ArmoredText.kinds(input)))
        use((CalendarInvitation(text)?.readableText, TextSpan.spans(of: text, isAnswer: false)))
        use((CMSContent.kind(input), CMSContent.signedContent(input)))
        use(EnrichedText.readable(text, limitInBytes: input.count))
    }

    static func reports(_ input: [UInt8]) {
        let results = AuthenticationResults(input)
        require(results.results.count <= input.count, "\(results.results.count) results")
        use((ReceivedField(input), AutoSubmitted(input), ReturnPath(input)))
        use(EnhancedStatus(String(decoding: input, as: UTF8.self)))
        for group in ReportFields(input, limits: .standard).groups {
            use((group.text("action"), group.typed("final-recipient"), group.date("arrival-date")))
        }
        let header = Message(input).header
        use((MailingList(header), header.fields.count))
    }
}
