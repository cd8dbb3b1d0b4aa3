// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Makes a message (RFC 5322, MIME) from values.
///
/// Whatever the values are, the outcome is one message with the fields that were added and no
/// others: a control character in a header value counts as white space, so no value can start a
/// line. The same values make the same bytes. No line is longer than 998 bytes, and lines of the
/// header stay within 78 where white space allows.
///
///     var composer = MessageComposer()
///     composer.addField("From", addresses: [("Support", "support@example.com")])
///     composer.addField("Subject", unstructured: "Größe 42")
///     composer.addDate(secondsSince1970: 1_795_355_368)
///     composer.setBody(text: "Hello\n", html: nil)
///     composer.addAttachment(fileName: "a.pdf", contentType: "application/pdf", bytes: pdf)
///     let bytes = composer.bytes()
public struct MessageComposer: Sendable {
    /// How lines end in the bytes of a message.
    public enum LineEnd: Sendable {
        /// A line feed, as `sendmail -i` reads messages.
        case lf
        /// Carriage return and line feed, as messages travel (RFC 5322 section 2.1).
        case crlf
    }

    /// The header so far; its lines end with a line feed.
    private var header: [UInt8] = []
    /// What was set as the body, if anything.
    private var body: BodyText?
    /// The parts that come after the body.
    private var attachments: [Entity] = []

    /// A message without fields and body.
    public init() {}

    /// Adds a field of free text, such as Subject (RFC 5322 section 2.2.1).
    ///
    /// Runs of white space and control characters become one space. Words outside of ASCII, with
    /// all between them, become encoded words (RFC 2047).
    ///
    /// - Parameters:
    ///   - name: The name, without the colon; characters that no name has are left out. Without
    ///     a name that remains, or with more than 64 characters of it, nothing is added.
    ///   - value: The text.
    public mutating func addField(_ name: String, unstructured value: String) {
        guard var field = FoldedField(name: name) else { return }
        field.append(unstructured: value)
        header += field.line
    }

    /// Adds a field of addresses, such as From or To (RFC 5322 section 3.4).
    ///
    /// Names are quoted or become encoded words where they need to. An address stays one address:
    /// a local part of other than ordinary characters is quoted, a domain loses what no domain has.
    /// Characters outside of ASCII stay in addresses as they are, and only there (RFC 6532): such a
    /// message needs a server that speaks SMTPUTF8.
    ///
    /// - Parameters:
    ///   - name: The name of the field, as for ``addField(_:unstructured:)``.
    ///   - addresses: Each with the name to show, if any. Empty ones, those whose domain is
    ///     empty and those over 900 bytes are left out; where none remains, nothing is added.
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

    /// Adds a field whose value is written already, such as Message-ID or Auto-Submitted.
    ///
    /// Runs of white space and control characters become one space, characters outside of ASCII
    /// question marks; nothing else changes, and lines are folded at white space alone. A value
    /// with more than 900 bytes in a row without white space isn't added.
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
    /// They stand on one line if they fit, else one on each.
    ///
    /// - Parameters:
    ///   - name: The name of the field, as for ``addField(_:unstructured:)``.
    ///   - messageIDs: The identifiers without angle brackets. Those that are empty, over 900 bytes
    ///     or hold white space, control characters, angle brackets or anything outside of ASCII are
    ///     left out; where none remains, nothing is added.
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

    /// Adds the Date field, in Universal Time: `Sun, 22 Nov 2026 13:49:28 +0000`.
    ///
    /// - Parameter secondsSince1970: The time; one outside the years 1900 to 9999, which the field
    ///   can't carry, becomes the nearest that is in them (RFC 5322 section 3.3).
    public mutating func addDate(secondsSince1970: Int64) {
        // RFC 5322 section 3.3 has no year before 1900.
        let earliest: Int64 = -2_208_988_800
        addField("Date", structured: DateTime.formatted(max(secondsSince1970, earliest)))
    }

    /// Sets the body, with the fields that tell of it; they come last in the header.
    ///
    /// Text and HTML together make multipart/alternative, whose boundary is derived from them. Lines
    /// may end with line feed, carriage return or both; a missing last line end is added. Parts are
    /// sent as they are if they are ASCII with lines of up to 998 bytes; else in quoted-printable
    /// or base64, whichever is shorter. The character set is always UTF-8.
    ///
    /// - Parameters:
    ///   - text: The plain text, or nil.
    ///   - html: The HTML, or nil; where both are nil the body is an empty plain text.
    ///   - isFlowed: Whether long lines of the text are broken so that readers join them again
    ///     (`format=flowed`, RFC 3676). `>` in front of lines is then how often they are quoted,
    ///     and spaces at the end of lines are dropped.
    public mutating func setBody(text: String?, html: String?, isFlowed: Bool = false) {
        body = BodyText(text: text, html: html, isFlowed: isFlowed)
    }

    /// Adds a file; a message with any is multipart/mixed (RFC 2046 section 5.1.3, RFC 2183).
    ///
    /// The bytes travel in base64, so they arrive as they are.
    ///
    /// - Parameters:
    ///   - fileName: The name, nil or empty for none. Runs of white space and control characters
    ///     become one space, and past 1,000 bytes it is cut. Other than plain ASCII of up to 60
    ///     characters is written as RFC 2231 says.
    ///   - contentType: Such as `application/pdf`, without parameters. What is no content type, or
    ///     one that can't be in base64 (`multipart/*`, `message/*`), is `application/octet-stream`.
    ///   - bytes: The content.
    public mutating func addAttachment(fileName: String?, contentType: String, bytes: [UInt8]) {
        attachments.append(Entity(file: fileName, contentType: contentType, bytes: bytes))
    }

    /// Adds a whole message, as forwards do (message/rfc822, RFC 2046 section 5.2.1).
    ///
    /// Such a part may not be encoded. A message that can't travel in seven bits is therefore sent
    /// in eight if that is allowed and enough, or else as message/global in base64 (RFC 6532
    /// section 3.7).
    ///
    /// - Parameters:
    ///   - bytes: The message; a leading mbox `From ` line is left out, and so are carriage
    ///     returns of CRLF, which come back as the lines end.
    ///   - fileName: As for ``addAttachment(fileName:contentType:bytes:)``.
    ///   - allowsEightBits: Whether the server that sends it speaks 8BITMIME.
    public mutating func addMessage(
        _ bytes: [UInt8], fileName: String? = nil, allowsEightBits: Bool = false
    ) {
        attachments.append(
            Entity(message: bytes, fileName: fileName, allowsEightBits: allowsEightBits))
    }

    /// The whole message.
    ///
    /// - Parameter lineEnd: How its lines end.
    /// - Returns: The bytes; ASCII alone, unless an address holds more or a message in eight bits
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
        // No carriage return got this far, so each line feed is a line end.
        return lineEnd == .crlf ? Self.travelling(message) : message
    }

    /// All that is below the header, with the fields that tell of it; nil when nothing was set.
    private var entity: Entity? {
        guard !attachments.isEmpty else { return body?.entity }
        return Entity(multipart: "mixed", (body.map { [$0.entity] } ?? []) + attachments)
    }
}
