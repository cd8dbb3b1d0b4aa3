// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A header field (RFC 5322 section 2.2), decoded only on access.
///
/// Ranges are offsets into `Message.bytes`; in an embedded base64 message they are offsets into its
/// decoded bytes.
public struct HeaderField: Sendable {
    let storage: MessageStorage
    let buffer: Int
    let ranges: FieldRanges

    /// The range of the name, without the colon.
    public var nameRange: Range<Int> { ranges.start..<ranges.nameEnd }

    /// The range of the value: after the colon, with folds, without the final line ending.
    public var valueRange: Range<Int> { ranges.valueStart..<ranges.valueEnd }

    /// The range of the complete field with name and final line ending.
    public var fieldRange: Range<Int> { ranges.start..<ranges.end }

    /// The name as written.
    public var name: String {
        String(decoding: storage.buffers[buffer][nameRange], as: UTF8.self)
    }

    /// The unchanged bytes of the value, with folds and surrounding blanks.
    public var rawValue: [UInt8] { Array(storage.buffers[buffer][valueRange]) }

    /// Returns the value as text: unfolded, encoded words decoded (RFC 2047), without surrounding
    /// blanks.
    ///
    /// Raw 8-bit bytes are decoded as UTF-8 if they are valid (RFC 6532), else in the charset of
    /// the first text part, else as windows-1252.
    public func unstructured() -> String {
        let bytes = storage.buffers[buffer]
        return UnstructuredText.decode(
            Array(bytes[bytes.span.trimmed(valueRange)]), fallback: storage.headerCharacterSet())
    }

    /// Returns the first token of a structured value in lower case, without comments and
    /// parameters.
    ///
    /// The token ends at a semicolon, comma, comment or blank: for `Auto-Replied (rejected); x=y`
    /// it is `auto-replied`. The result is empty if there is no token.
    public func firstToken() -> String {
        let bytes = storage.buffers[buffer]
        var scanner = StructuredScanner(bytes, valueRange)
        scanner.skipCommentsAndBlanks()
        let start = scanner.position
        while let byte = scanner.current, !byte.isBlankOrLineEnd, byte != ASCII.semicolon,
            byte != ASCII.comma, byte != ASCII.leftParenthesis
        {
            scanner.position += 1
        }
        return bytes.span.lowercased(start..<scanner.position)
    }

    /// Returns the addresses in the value, including members of groups (RFC 5322 sections 3.4 and
    /// 4.4).
    public func addresses() -> [Address] {
        Address.list(
            parsing: rawValue, limits: storage.limits, fallback: storage.headerCharacterSet)
    }

    /// Returns the message identifiers in the value, without angle brackets and blanks (RFC 5322
    /// section 3.6.4).
    ///
    /// A value without angle brackets is taken as one identifier.
    public func messageIDs() -> [String] {
        MessageIdentifiers.list(rawValue, limit: storage.limits.identifierCount)
    }
}
