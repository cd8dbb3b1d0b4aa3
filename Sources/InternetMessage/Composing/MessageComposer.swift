// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Composes a message (RFC 5322, MIME) from values.
///
/// For any values the result is one message with exactly the fields that were added: control
/// characters in header values are treated as white space, so no value can start a new line. Equal
/// values give equal bytes. No line is longer than 998 bytes, and header lines have at most 78 if
/// white space allows.
///
///     var composer = MessageComposer()
///     composer.addField("From", addresses: [("Support", "support@example.com")])
///     composer.addField("Subject", unstructured: "Größe 42")
///     composer.addDate(secondsSince1970: 1_795_355_368)
///     composer.setBody(text: "Hello\n", html: nil)
///     composer.addAttachment(fileName: "a.pdf", contentType: "application/pdf", bytes: pdf)
///     let bytes = composer.bytes()
public struct MessageComposer: Sendable {
    /// The line endings of a composed message.
    public enum LineEnd: Sendable {
        /// A line feed, as `sendmail -i` expects.
        case lf
        /// Carriage return and line feed, as in transport (RFC 5322 section 2.1).
        case crlf
    }

    /// The header so far; its lines end with a line feed.
    private var header: [UInt8] = []
    /// The body; nil if none was set.
    private var body: BodyText?
    /// The parts after the body.
    private var attachments: [Entity] = []

    /// Creates a message without fields and body.
    public init() {}

    /// Adds a field of free text, such as Subject (RFC 5322 section 2.2.1).
    ///
    /// Runs of white space and control characters become one space. Non-ASCII words and the words
    /// between them become encoded words (RFC 2047).
    ///
    /// - Parameters:
    ///   - name: The name, without the colon; invalid characters are removed. If the name is then
    ///     empty or longer than 64 characters, nothing is added.
    ///   - value: The text.
    public mutating func addField(_ name: String, unstructured value: String) {
        guard var field = FoldedField(name: name) else { return }
        field.append(unstructured: value)
        header += field.line
    }

    /// Adds a field of addresses, such as From or To (RFC 5322 section 3.4).
    ///
    /// Display names are quoted or encoded if necessary. An address always remains one address: a
    /// local part with special characters is quoted, and invalid characters are removed from a
    /// domain. Addresses are the only place where non-ASCII characters are not encoded (RFC 6532);
    /// such a message needs a server with SMTPUTF8.
    ///
    /// - Parameters:
    ///   - name: The name of the field, as for ``addField(_:unstructured:)``.
    ///   - addresses: The addresses with their display names, if any. Empty addresses, addresses
    ///     with an empty domain and addresses over 900 bytes are omitted; if none remains, nothing
    ///     is added.
    public mutating func addField(
        _ name: String, addresses: [(name: String?, address: String)]
    ) {
        guard var field = FoldedField(name: name) else { return }
        let written = addresses.compactMap { mailbox in
            Self.addressSpecification(mailbox.address).map { (name: mailbox.name, address: $0) }
        }
        guard !written.isEmpty else { return }
        for (index, mailbox) in written.enumerated() {
            let comma = Array((index + 1 < written.count ? "," : "").utf8)
            if field.append(phrase: mailbox.name ?? "") {
                field.append(Array("<".utf8) + mailbox.address + Array(">".utf8) + comma)
            } else {
                field.append(mailbox.address + comma)
            }
        }
        header += field.line
    }

    /// Adds a field with a structured value, such as Message-ID or Auto-Submitted.
    ///
    /// Runs of white space and control characters become one space, and non-ASCII characters become
    /// question marks. Nothing else changes, and lines are folded only at white space. A value with
    /// more than 900 consecutive bytes without white space is not added.
    ///
    /// - Parameters:
    ///   - name: The name of the field, as for ``addField(_:unstructured:)``.
    ///   - value: The value.
    public mutating func addField(_ name: String, structured value: String) {
        guard var field = FoldedField(name: name) else { return }
        let ascii = value.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : UInt8(ascii: "?") }
        let words = FoldedField.words(of: ascii)
        guard words.allSatisfy({ $0.count <= FoldedField.wordLimit }) else { return }
        for word in words { field.append(word) }
        header += field.line
    }

    /// Adds a field of message identifiers, such as References (RFC 5322 section 3.6.4).
    ///
    /// The identifiers are written on one line if they fit, otherwise on one line each.
    ///
    /// - Parameters:
    ///   - name: The name of the field, as for ``addField(_:unstructured:)``.
    ///   - messageIDs: The identifiers without angle brackets. Identifiers that are empty, longer
    ///     than 900 bytes, or contain white space, control characters, angle brackets or non-ASCII
    ///     characters are omitted; if none remains, nothing is added.
    public mutating func addField(_ name: String, messageIDs: [String]) {
        guard var field = FoldedField(name: name) else { return }
        let written = messageIDs.map { Array($0.utf8) }.filter { id in
            !id.isEmpty && id.count <= FoldedField.wordLimit
                && id.allSatisfy { (0x21...0x7E).contains($0) && !"<>".utf8.contains($0) }
        }.map { Array("<".utf8) + $0 + Array(">".utf8) }
        guard !written.isEmpty else { return }
        let fits = field.fits(written.reduce(0) { $0 + 1 + $1.count })
        for (index, id) in written.enumerated() {
            if index > 0, !fits { field.breakLine() }
            field.append(id)
        }
        header += field.line
    }

    /// Adds the Date field, in UTC: `Sun, 22 Nov 2026 13:49:28 +0000`.
    ///
    /// - Parameter secondsSince1970: The time; a time outside the years 1900 to 9999, which the
    ///   field cannot express, is replaced by the nearest one inside (RFC 5322 section 3.3).
    public mutating func addDate(secondsSince1970: Int64) {
        // RFC 5322 section 3.3 does not allow years before 1900.
        let earliest: Int64 = -2_208_988_800
        addField("Date", structured: DateTime.formatted(max(secondsSince1970, earliest)))
    }

    /// Sets the body with its header fields, which come last in the header.
    ///
    /// Text and HTML together become multipart/alternative, with a boundary derived from them.
    /// Lines may end with line feed, carriage return or both; a missing final line ending is added.
    /// Parts are not encoded if they are ASCII with lines of at most 998 bytes; otherwise they are
    /// encoded in quoted-printable or base64, whichever is shorter. The charset is always UTF-8.
    ///
    /// - Parameters:
    ///   - text: The plain text, or nil.
    ///   - html: The HTML, or nil; if both are nil, the body is an empty plain text.
    ///   - isFlowed: Whether long lines of the text are broken so that mail programs can join them
    ///     again (`format=flowed`, RFC 3676). The number of `>` at the start of a line is then its
    ///     quotation depth, and trailing spaces are removed.
    public mutating func setBody(text: String?, html: String?, isFlowed: Bool = false) {
        body = BodyText(text: text, html: html, isFlowed: isFlowed)
    }

    /// Adds a file; a message with attachments is multipart/mixed (RFC 2046 section 5.1.3, RFC
    /// 2183).
    ///
    /// The content is encoded in base64, so that it arrives unchanged.
    ///
    /// - Parameters:
    ///   - fileName: The name; nil or empty for none. Runs of white space and control characters
    ///     become one space, and names are truncated at 1,000 bytes. Names other than ASCII of at
    ///     most 60 characters are encoded according to RFC 2231.
    ///   - contentType: The content type without parameters, such as `application/pdf`. An invalid
    ///     type, or one that does not allow base64 (`multipart/*`, `message/*`), becomes
    ///     `application/octet-stream`.
    ///   - bytes: The content.
    public mutating func addAttachment(fileName: String?, contentType: String, bytes: [UInt8]) {
        attachments.append(Entity(file: fileName, contentType: contentType, bytes: bytes))
    }

    /// Adds a complete message, as in forwarded mail (message/rfc822, RFC 2046 section 5.2.1).
    ///
    /// Such a part must not be encoded. A message that needs more than seven bits is therefore sent
    /// as 8bit if that is allowed and sufficient, otherwise as message/global in base64 (RFC 6532
    /// section 3.7).
    ///
    /// - Parameters:
    ///   - bytes: The message. A leading mbox `From ` line is removed. The CR of each CRLF is
    ///     removed and written again if the line endings of the composed message require it.
    ///   - fileName: The file name, as for ``addAttachment(fileName:contentType:bytes:)``.
    ///   - allowsEightBits: Whether the sending server supports 8BITMIME.
    public mutating func addMessage(
        _ bytes: [UInt8], fileName: String? = nil, allowsEightBits: Bool = false
    ) {
        attachments.append(
            Entity(message: bytes, fileName: fileName, allowsEightBits: allowsEightBits))
    }

    /// Returns the complete message.
    ///
    /// - Parameter lineEnd: The line endings.
    /// - Returns: The bytes; only ASCII, unless an address has other characters or an 8bit message
    ///   was added.
    public func bytes(lineEnd: LineEnd = .lf) -> [UInt8] {
        var message = header
        if let entity = entity {
            message += Array("MIME-Version: 1.0\n".utf8) + entity.header
            message.append(0x0A)
            message += entity.content
        } else {
            message.append(0x0A)
        }
        // All carriage returns have been removed, so each line feed is a line ending.
        return lineEnd == .crlf ? Self.travelling(message) : message
    }

    /// The content below the header, with its header fields; nil if nothing was set.
    private var entity: Entity? {
        guard !attachments.isEmpty else { return body?.entity }
        return Entity(multipart: "mixed", (body.map { [$0.entity] } ?? []) + attachments)
    }
}
