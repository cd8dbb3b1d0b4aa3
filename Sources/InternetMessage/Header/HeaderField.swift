// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One header field (RFC 5322 section 2.2), read only as far as it is asked.
///
/// Ranges are offsets into `Message.bytes`; in an embedded message that came in base64 they are
/// offsets into its decoded bytes.
public struct HeaderField: Sendable {
    let storage: MessageStorage
    let buffer: Int
    let ranges: FieldRanges

    /// Where the name is, without the colon.
    public var nameRange: Range<Int> { ranges.start..<ranges.nameEnd }

    /// Where the value is: past the colon, folds included, without the last line end.
    public var valueRange: Range<Int> { ranges.valueStart..<ranges.valueEnd }

    /// Where the whole field is, name and last line end included.
    public var fieldRange: Range<Int> { ranges.start..<ranges.end }

    /// The name as it is written.
    public var name: String {
        String(decoding: storage.buffers[buffer][nameRange], as: UTF8.self)
    }

    /// The bytes of the value as they came, folds and surrounding blanks included.
    public var rawValue: [UInt8] { Array(storage.buffers[buffer][valueRange]) }

    /// The value as text: unfolded, encoded words decoded (RFC 2047), blanks at the ends removed.
    ///
    /// Raw 8-bit bytes are read as UTF-8 when valid (RFC 6532), else in the charset of the first text part,
    /// else as windows-1252.
    public func unstructured() -> String {
        let bytes = storage.buffers[buffer]
        return UnstructuredText.decode(
            Array(bytes[bytes.span.trimmed(valueRange)]), fallback: storage.headerCharacterSet())
    }

    /// The first token of a structured value in lower case, without comments and parameters.
    ///
    /// `auto-replied` of `Auto-Replied (rejected); x=y`; everything up to a semicolon, comma,
    /// comment or blank. Empty when there is none.
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

    /// The addresses of the value, members of groups among them (RFC 5322 sections 3.4 and 4.4).
    public func addresses() -> [Address] {
        Address.list(
            parsing: rawValue, limits: storage.limits, fallback: storage.headerCharacterSet)
    }

    /// The message identifiers of the value, without angle brackets and blanks inside (RFC 5322
    /// section 3.6.4).
    ///
    /// A value without any angle bracket is taken whole, as one identifier.
    public func messageIDs() -> [String] {
        MessageIdentifiers.list(rawValue, limit: storage.limits.identifierCount)
    }
}
