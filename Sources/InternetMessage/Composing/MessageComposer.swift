// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Composes a message (RFC 5322, MIME) from values.
///
/// For any values the result is one message with exactly the fields that were added: control
/// characters in header values are treated as white space, so no value can start a new line. Equal
/// values give equal bytes. No line is longer than 998 bytes, and header lines have at most 78 if
/// white space allows. What cannot be written is listed in ``omissions``.
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
    /// The parts that the HTML refers to.
    private var inlineParts: [Entity] = []
    /// The parts after the body.
    private var attachments: [Entity] = []
    /// The values that are not in the message, or not as they were given, in the order in which
    /// they were given.
    public private(set) var omissions: [Omission] = []

    /// Creates a message without fields and body.
    public init() {}

    /// Adds a field of free text, such as Subject (RFC 5322 section 2.2.1).
    ///
    /// Runs of white space and control characters become one space. Non-ASCII words and the words
    /// between them become encoded words (RFC 2047).
    ///
    /// - Parameters:
    ///   - name: The name, without the colon; invalid characters are removed. If the name is then
    ///     empty or longer than 64 characters, or if it is `MIME-Version`, `Content-Type` or
    ///     `Content-Transfer-Encoding`, which the composer writes itself, nothing is added.
    ///   - value: The text.
    public mutating func addField(_ name: String, unstructured value: String) {
        guard var field = newField(name, value) else { return }
        field.append(unstructured: value)
        header += field.line
    }

    /// Adds a field of addresses, such as From or To (RFC 5322 section 3.4).
    ///
    /// Display names are quoted or encoded if necessary. A local part with special characters is
    /// quoted. A domain is written with A-labels, `xn--`, if the local part is ASCII. Other local
    /// parts are the only place where non-ASCII characters are not encoded (RFC 6532); such a
    /// message needs a server with SMTPUTF8.
    ///
    /// - Parameters:
    ///   - name: The name of the field, as for ``addField(_:unstructured:)``.
    ///   - addresses: The addresses with their display names, if any. Addresses are omitted if
    ///     their local part or domain is empty, if they have control characters, a second `@`
    ///     outside quotes or invalid characters in the domain, or if they are longer than 900
    ///     bytes; if none remains, nothing is added.
    public mutating func addField(
        _ name: String, addresses: [(name: String?, address: String)]
    ) {
        guard var field = newField(name, "") else { return }
        var written: [(name: String?, address: [UInt8])] = []
        for mailbox in addresses {
            if let address = Self.addressSpecification(mailbox.address) {
                written.append((mailbox.name, address))
            } else {
                omit(.address, name, mailbox.address)
            }
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
        guard var field = newField(name, value) else { return }
        let ascii = value.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : UInt8(ascii: "?") }
        let words = FoldedField.words(of: ascii)
        guard words.allSatisfy({ $0.count <= FoldedField.wordLimit }) else {
            omit(.valueTooLong, name, value)
            return
        }
        // Every other character is shorter here than in UTF-8.
        if ascii.count < value.utf8.count { omit(.characters, name, value) }
        for word in words { field.append(word) }
        header += field.line
    }

    /// Adds a field of message identifiers, such as References (RFC 5322 section 3.6.4).
    ///
    /// The identifiers are written on one line if they fit, otherwise on one line each.
    ///
    /// - Parameters:
    ///   - name: The name of the field, as for ``addField(_:unstructured:)``.
    ///   - messageIDs: The identifiers with or without angle brackets. Identifiers that are empty,
    ///     longer than 900 bytes, or contain white space, control characters, further angle
    ///     brackets or non-ASCII characters are omitted; if none remains, nothing is added.
    public mutating func addField(_ name: String, messageIDs: [String]) {
        guard var field = newField(name, "") else { return }
        var written: [[UInt8]] = []
        for id in messageIDs {
            if let identifier = Self.identifier(id) {
                written.append(identifier)
            } else {
                omit(.messageID, name, id)
            }
        }
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
        attachments.append(
            Entity(
                file: fileName, contentType: validType(contentType), contentID: nil, bytes: bytes))
    }

    /// Adds a part that the HTML shows, such as an image: `<img src="cid:logo@example.com">`.
    ///
    /// The HTML and these parts are multipart/related (RFC 2387), with the disposition `inline`. In
    /// a message without HTML they stand before the attachments.
    ///
    /// - Parameters:
    ///   - contentID: The identifier in the `cid:` URL (RFC 2392), with or without angle brackets.
    ///     An invalid one is omitted; the part is then written without it.
    ///   - fileName: The name, as for ``addAttachment(fileName:contentType:bytes:)``.
    ///   - contentType: The content type, as for ``addAttachment(fileName:contentType:bytes:)``.
    ///   - bytes: The content.
    public mutating func addInlinePart(
        contentID: String, fileName: String?, contentType: String, bytes: [UInt8]
    ) {
        let identifier = Self.identifier(contentID)
        if identifier == nil { omit(.messageID, "Content-ID", contentID) }
        inlineParts.append(
            Entity(
                file: fileName, contentType: validType(contentType), contentID: identifier ?? [],
                bytes: bytes))
    }

    /// Adds a complete message, as in forwarded mail (message/rfc822, RFC 2046 section 5.2.1).
    ///
    /// Such a part must not be encoded as a whole. If it needs more than seven bits, or has lines
    /// that are too long, the parts inside that need it are encoded in quoted-printable or base64.
    /// A message that cannot be changed so, because its header needs eight bits or the part is
    /// signed, is sent as 8bit. One with lines that are too long in its header is sent as
    /// message/global in base64 (RFC 6532 section 3.7).
    ///
    /// - Parameters:
    ///   - bytes: The message. A leading mbox `From ` line is removed. The CR of each CRLF is
    ///     removed and written again if the line endings of the composed message require it.
    ///   - fileName: The file name, as for ``addAttachment(fileName:contentType:bytes:)``.
    ///   - allowsEightBits: Whether the sending server supports 8BITMIME, so that a message of
    ///     eight bits need not be changed.
    public mutating func addMessage(
        _ bytes: [UInt8], fileName: String? = nil, allowsEightBits: Bool = false
    ) {
        attachments.append(
            Entity(message: bytes, fileName: fileName, allowsEightBits: allowsEightBits))
    }

    /// Returns the complete message.
    ///
    /// - Parameter lineEnd: The line endings.
    /// - Returns: The bytes; only ASCII, unless a local part has other characters or a message was
    ///   added that stays 8bit.
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
        let isRelated = body?.html != nil
        let text = body?.entity(related: isRelated ? inlineParts : [])
        let files = (isRelated ? [] : inlineParts) + attachments
        guard !files.isEmpty else { return text }
        return Entity(multipart: "mixed", (text.map { [$0] } ?? []) + files)
    }

    /// Returns an empty field; nil if there can be no such field, which is then listed.
    private mutating func newField(_ name: String, _ value: String) -> FoldedField? {
        let valid = FoldedField.validName(name)
        guard !Self.isOwnField(valid) else {
            omit(.ownField, name, value)
            return nil
        }
        let field = FoldedField(name: valid)
        if field == nil { omit(.fieldName, name, value) }
        return field
    }

    /// Returns the type in lower case; another one, which is then listed, if it cannot be used.
    private mutating func validType(_ contentType: String) -> String {
        if let valid = Entity.validType(contentType) { return valid }
        omit(.contentType, "Content-Type", contentType)
        return "application/octet-stream"
    }

    private mutating func omit(_ reason: Omission.Reason, _ field: String, _ value: String) {
        omissions.append(Omission(reason: reason, field: field, value: value))
    }
}
