// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// Plain-text reports that are older than RFC 3464.
extension DeliveryStatus {
    /// Parses Exim's report, which names the failed recipients in the field X-Failed-Recipients.
    ///
    ///       someone@example.com
    ///         host mx.example.com [192.0.2.1]: 550 5.1.1 No such user
    ///
    ///     ------ This is a copy of the message, including all the headers. ------
    ///
    /// Returns nil if the field is missing or contains no address.
    init?(exim message: Message) {
        let addresses = message.header.all("X-Failed-Recipients").flatMap { $0.addresses() }
            .filter { !$0.domain.isEmpty }.prefix(message.storage.limits.addressCount)
        guard !addresses.isEmpty else { return nil }
        let text = PlainReport(message)
        var reasons: [String: String] = [:]
        var current: String?
        for line in text.lines(before: text.copyStart) {
            let words = text.words(line)
            let indent = text.indent(line)
            if indent == 2, words.utf8.contains(ASCII.at) {
                current = words.lowercased()
            } else if indent > 2, let address = current, !words.isEmpty {
                let former = reasons[address] ?? ""
                if former.utf8.count < FixedLimits.reasonBytes {
                    reasons[address] = former.isEmpty ? words : former + " " + words
                }
            } else {
                current = nil
            }
        }
        self.init(
            form: .exim,
            recipients: addresses.map { address in
                let reason = reasons[address.address.lowercased()]
                return Recipient(
                    failed: address.address, diagnostic: reason,
                    status: reason.flatMap(PlainReport.status))
            }, original: text.copiedHeader)
    }

    /// Parses the qmail-send bounce message format.
    ///
    ///     Hi. This is the qmail-send program at example.org.
    ///     I'm afraid I wasn't able to deliver your message to the following addresses.
    ///
    ///     <someone@example.com>:
    ///     192.0.2.1 does not like recipient. (#5.1.1)
    ///
    ///     --- Below this line is a copy of the message.
    ///
    /// Returns nil if the text begins differently or contains no address.
    init?(qmail message: Message) {
        let text = PlainReport(message)
        guard text.bytes.span.hasIgnoringCase("Hi. This is the ", at: text.start) else {
            return nil
        }
        var recipients: [Recipient] = []
        var current: (address: String, reason: String)?
        func finish() {
            guard let found = current else { return }
            current = nil
            recipients.append(
                Recipient(
                    failed: found.address, diagnostic: found.reason.isEmpty ? nil : found.reason,
                    status: PlainReport.status(found.reason)))
        }
        let limit = message.storage.limits.addressCount
        for line in text.lines(before: text.copyStart) where recipients.count < limit {
            let words = text.words(line)
            if words.hasPrefix("<"), words.hasSuffix(">:") {
                finish()
                if let address = Address.parse(String(words.dropLast())) {
                    current = (address.address, "")
                }
            } else if words.isEmpty {
                finish()
            } else if let found = current, found.reason.utf8.count < FixedLimits.reasonBytes {
                current?.reason += (found.reason.isEmpty ? "" : " ") + words
            }
        }
        finish()
        guard !recipients.isEmpty else { return nil }
        self.init(form: .qmail, recipients: recipients, original: text.copiedHeader)
    }

    private init(form: Form, recipients: [Recipient], original: Header?) {
        self.form = form
        reportingMTA = nil
        receivedFromMTA = nil
        originalEnvelopeID = nil
        arrivalDate = nil
        self.recipients = recipients
        namedMessageID = nil
        originalHeader = original
    }
}

/// The plain text of a report, and the copy of the message below it.
private struct PlainReport {

    let bytes: [UInt8]
    /// The position after leading blank lines.
    let start: Int
    /// The start of the separator line above the copy; the end of the text if there is no copy.
    let copyStart: Int
    private let limits: Limits

    init(_ message: Message) {
        limits = message.storage.limits
        var text: [UInt8] = []
        message.forEachPart { part in
            guard part.isBodyPart, part.bodySubtype == "plain" else { return true }
            text = part.decodedBody(limitInBytes: FixedLimits.reportTextBytes)
            return false
        }
        bytes = text
        let span = text.span
        var first = 0
        while first < span.count, span[first].isBlankOrLineEnd { first += 1 }
        start = first
        var line = first
        while line < span.count {
            if Self.isCopyMark(span, at: line) { break }
            line = MessageParser.endOfLine(span, from: line)
        }
        copyStart = line
    }

    private static func isCopyMark(_ span: Span<UInt8>, at line: Int) -> Bool {
        guard span[line] == ASCII.hyphen else { return false }
        return [
            "------ This is a copy of", "--- Below this line is", "--- Enclosed are",
            "--- Undelivered message", "------ The body of the message",
        ].contains { span.hasIgnoringCase($0, at: line) }
    }

    /// Returns the lines before an offset, with their line endings.
    func lines(before end: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var line = start
        while line < end {
            let next = MessageParser.endOfLine(bytes.span, from: line)
            found.append(line..<next)
            line = next
        }
        return found
    }

    /// Returns the text of a line without surrounding blanks.
    func words(_ line: Range<Int>) -> String {
        CharacterSet.ascii.decode(Array(bytes[bytes.span.trimmed(line)]))
    }

    /// Returns the number of leading blanks of a line.
    func indent(_ line: Range<Int>) -> Int {
        bytes[line].prefix(while: \.isBlank).count
    }

    /// The header of the copied message; nil if there is none.
    var copiedHeader: Header? {
        var line = copyStart
        // The separator may have several lines, and empty lines follow it.
        while line < bytes.count {
            let next = MessageParser.endOfLine(bytes.span, from: line)
            if !bytes.span.trimmed(line..<next).isEmpty, bytes[line] != ASCII.hyphen { break }
            line = next
        }
        guard line < bytes.count else { return nil }
        return Message(Array(bytes[line...]), limits: limits).header
    }

    /// Returns the first status code in a text that follows a blank, `#` or parenthesis.
    static func status(_ text: String) -> EnhancedStatus? {
        let utf8 = Array(text.utf8)
        for index in utf8.indices where utf8[index].isDigit {
            if index > 0, !utf8[index - 1].isBlank, utf8[index - 1] != 0x23,
                utf8[index - 1] != ASCII.leftParenthesis
            {
                continue
            }
            let window = String(decoding: utf8[index...].prefix(12), as: UTF8.self)
            if let status = EnhancedStatus(window) { return status }
        }
        return nil
    }
}
